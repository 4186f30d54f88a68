"""Declarations: one TOML file a source, the file's stem its id (design, section 5)."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import MISSING, Field, field, fields, make_dataclass
from pathlib import Path
from typing import Any

from crawler import checks, tomlfile
from crawler.tomlfile import TomlErrors, TomlFile
from planwatch.records import CLOSED, Source
from planwatch.urls import origin

CATALOGUE = Path(__file__).parent / "catalogue"
COMPUTED = ("id", "declaration_hash")
# Ids are typed on command lines in lists parted by commas, and stand in file names.
_ID = re.compile(r"[\w-]+")


def _copied(known: Field[Any]) -> Any:
    if known.default_factory is not MISSING:
        return field(default_factory=known.default_factory)
    return field() if known.default is MISSING else field(default=known.default)


# What a file may say: a Source without what is computed, and with no key beside those.
Declaration = make_dataclass(
    "Declaration",
    [(known.name, known.type, _copied(known)) for known in fields(Source) if known.name not in COMPUTED],
    namespace={"__pydantic_config__": CLOSED},
    frozen=True,
)


def load_catalogue(folders: Sequence[Path]) -> tuple[Source, ...]:
    """Return every declared source in the order of ids; a later folder's file wins over an earlier folder's of the same id.

    A folder that is not there holds nothing. TomlErrors carries all mistakes of all files, a file that another one of its
    folder shares its id with included.
    """
    errors: list[str] = []
    sources: dict[str, Source] = {}
    for folder in folders:
        paths = sorted(folder.rglob("*.toml"))
        errors += _same_ids(paths)
        for path in paths:
            try:
                sources[path.stem] = load_source(path)
            except TomlErrors as found:
                errors += found.errors
    if errors:
        raise TomlErrors(errors)
    return tuple(sources[source_id] for source_id in sorted(sources))


def load_source(path: Path) -> Source:
    """Return the source that one file declares; TomlErrors with all its mistakes.

    A source that nobody has tried on the live site (no ``last_verified``) is disabled unless the file says otherwise.
    """
    file = tomlfile.read(path)
    declared: Any = tomlfile.validate(file, Declaration, lambda data: _problems(path, data))
    values: dict[str, Any] = {known.name: getattr(declared, known.name) for known in fields(declared)}
    if "enabled" not in file.data:
        values["enabled"] = values["last_verified"] is not None
    values["article_before"] = tuple(sorted(values["article_before"], key=lambda rules: rules.valid_until))
    return Source(id=path.stem, declaration_hash=_hash(file), **values)


def origins(source: Source) -> frozenset[str]:
    """Return the origins (scheme, host, port) that a source may be fetched from: exactly those its declaration names."""
    urls = (
        source.home_url,
        *(listing.url for listing in source.listings),
        *(page.url for page in source.pages),
        *source.fetch.also_allow,
    )
    return frozenset(map(origin, urls))


def _problems(path: Path, data: Mapping[str, Any]) -> Iterator[tomlfile.Problem]:
    if not _ID.fullmatch(path.stem):
        yield (), f"the file's name gives the id {path.stem!r}, expected letters, digits, - and _ only"
    yield from checks.problems(data)


def _same_ids(paths: Iterable[Path]) -> Iterator[str]:
    first: dict[str, Path] = {}
    for path in paths:
        if first.setdefault(path.stem, path) != path:
            yield f"{path}:1: id: {path.stem!r} is taken by {first[path.stem]}, expected another file name"


def _hash(file: TomlFile) -> str:
    """Return the sha-256 of what a file says; comments, order and spelling do not count."""
    return hashlib.sha256(tomlfile.as_json(file.data).encode()).hexdigest()
