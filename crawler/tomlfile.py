"""A TOML file to a frozen record, or all its mistakes at once: file, line, key, what was wrong and what was expected."""

import json
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from crawler.tomlplaces import Key, nearest, places

T = TypeVar("T")
Problem = tuple[Key, str]
Checks = Callable[[Mapping[str, Any]], Iterable[Problem]]

# What pydantic calls a wrong value, and what the file should have held instead.
EXPECTED = {
    "string_type": "a string in quotes",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "finite_number": "a finite number",
    "bool_type": "true or false",
    "date_type": "a date like 2026-11-22",
    "date_parsing": "a date like 2026-11-22",
    "date_from_datetime_parsing": "a date like 2026-11-22",
    "date_from_datetime_inexact": "a date like 2026-11-22",
    "tuple_type": "an array in [ ]",
    "dataclass_type": "a table",
}
SHOWN_LIMIT = 60  # characters of a wrong value that a message repeats
NEAR = 0.5  # of two keys' letters in common: takes "delay" for "delay_seconds", and no key of ours for another
_POSITION = re.compile(r" \(at line (\d+), column \d+\)$")
_WRITTEN_KEY = re.compile(r"\s*([^=#\s\[\]]+)\s*=|\s*\[{1,2}\s*([^\]]+?)\s*\]")


class TomlErrors(Exception):  # noqa: N818 - it carries many errors
    """Everything that is wrong with one or more files; ``errors`` holds a line ``file:line: key: …`` for each mistake."""

    def __init__(self, errors: Iterable[str]) -> None:
        """Keep the lines in the order of files and lines."""
        self.errors = list(errors)
        super().__init__("\n".join(self.errors))


@dataclass(frozen=True, slots=True)
class TomlFile:
    """A file that is TOML: its values as tomllib gives them, and the line of each key."""

    path: Path
    data: dict[str, Any]
    lines: Mapping[Key, int]

    def error(self, key: Key, message: str) -> str:
        """Return one mistake as ``file:line: key: message``."""
        return f"{self.path}:{nearest(self.lines, key)}: {dotted(key)}: {message}"

    def errors(self, problems: Iterable[Problem]) -> TomlErrors:
        """Return the problems as one error, in the order of the file's lines."""
        return TomlErrors(
            self.error(*problem) for problem in sorted(problems, key=lambda found: nearest(self.lines, found[0]))
        )


def load(path: Path, model: type[T], checks: Checks | None = None) -> T:
    """Return the file as a ``model`` (a dataclass); TomlErrors with all mistakes, those that ``checks`` finds included."""
    return validate(read(path), model, checks)


def read(path: Path) -> TomlFile:
    """Return a file's values and lines; TomlErrors where there is no file, no UTF-8 or no TOML."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        message = f"{path}:1: -: cannot be read ({error.strerror}), expected a TOML file"
        raise TomlErrors([message]) from error
    try:
        text = raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        key = _written_key(raw.decode("utf-8", "replace"), line)
        message = f"{path}:{line}: {key}: byte 0x{raw[error.start]:02x} is not UTF-8, expected a file saved as UTF-8"
        raise TomlErrors([message]) from error
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise TomlErrors([_syntax_error(path, text, str(error))]) from error
    return TomlFile(path, data, places(text))


def validate(file: TomlFile, model: type[T], checks: Checks | None = None) -> T:
    """Return a file's values as a ``model``; TomlErrors with all that model and checks find.

    Values keep TOML's types: strict JSON mode takes no "3" for 3 and no 1 for true, but arrays as tuples and texts as enums.
    """
    problems = list(checks(file.data)) if checks else []
    adapter = TypeAdapter(model)
    try:
        found = adapter.validate_json(as_json(file.data), strict=True)
    except ValidationError as error:
        problems += [_problem(detail, adapter) for detail in error.errors(include_url=False)]
    if problems:
        raise file.errors(problems)
    return found


def leaves(value: object, key: Key = ()) -> Iterator[tuple[Key, Any]]:
    """Yield every single value of a file with its key; what arrays hold has its place in them as the last part."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from leaves(inner, (*key, name))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from leaves(inner, (*key, index))
    else:
        yield key, value


def as_json(data: Mapping[str, Any]) -> str:
    """Return TOML's values as JSON in one spelling: keys sorted, dates as ISO text."""
    return json.dumps(data, sort_keys=True, ensure_ascii=False, default=lambda value: value.isoformat())


def dotted(key: Key) -> str:
    """Return a key as people write it: ``listings[0].url``, counted from 0; ``-`` for the file as a whole."""
    written = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in key)
    return written.removeprefix(".") or "-"


def _syntax_error(path: Path, text: str, message: str) -> str:
    position = _POSITION.search(message)
    line = int(position[1]) if position else text.rstrip("\n").count("\n") + 1
    reason = _POSITION.sub("", message)
    return f'{path}:{line}: {_written_key(text, line)}: is not TOML ({reason}), expected lines like key = "value"'


def _written_key(text: str, line: int) -> str:
    match = _WRITTEN_KEY.match(text.split("\n")[line - 1])
    return (match[1] or match[2]) if match else "-"


def _problem(detail: ErrorDetails, adapter: TypeAdapter[Any]) -> Problem:
    key, kind = detail["loc"], detail["type"]
    if kind == "unexpected_keyword_argument":
        return key, _unknown(str(key[-1]), _names(adapter.json_schema(), key[:-1]))
    if kind == "missing":
        return key, "is missing, expected it to be given"
    if kind == "enum":
        return key, f"{_shown(detail['input'])} is unknown, expected {detail['ctx']['expected']}"
    expected = EXPECTED.get(kind, detail["msg"])
    return key, f"{_shown(detail['input'])} is wrong, expected {expected}"


def _unknown(name: str, known: list[str]) -> str:
    near = get_close_matches(name, known, n=1, cutoff=NEAR)
    hint = f"{near[0]} (a near miss)" if near else f"one of {', '.join(known)}"
    return f"is an unknown key, expected {hint}"


def _names(schema: dict[str, Any], key: Key) -> list[str]:
    """Return the keys that the model allows in the table at ``key``, from its JSON schema."""
    definitions = schema.get("$defs", {})
    here = _resolved(schema, definitions)
    for part in key:
        here = _resolved(here["items"] if isinstance(part, int) else here["properties"][part], definitions)
    return sorted(here["properties"])


def _resolved(schema: dict[str, Any], definitions: Mapping[str, Any]) -> dict[str, Any]:
    """Follow references and pass over "or null"."""
    for choice in schema.get("anyOf", ()):
        if choice.get("type") != "null":
            return _resolved(choice, definitions)
    if "$ref" in schema:
        return _resolved(definitions[schema["$ref"].rpartition("/")[2]], definitions)
    return schema


def _shown(value: object) -> str:
    written = repr(value)
    return written if len(written) <= SHOWN_LIMIT else f"{written[:SHOWN_LIMIT]}…"
