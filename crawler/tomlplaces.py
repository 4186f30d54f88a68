"""Where each key of a TOML text stands: tomllib reads values, but keeps no positions."""

import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

Key = tuple[str | int, ...]


def places(text: str) -> dict[Key, int]:
    """Return the line, from 1, on which each key of a valid TOML text stands; an array's members share the line of their key.

    A statement is the fewest lines that tomllib takes, so strings and arrays over many lines are told from keys by the
    language's own reader.
    """
    found: dict[Key, int] = {}
    members: dict[Key, int] = {}
    table: Key = ()
    for line, statement in _statements(text):
        value = tomllib.loads(statement)
        if statement.lstrip().startswith("["):
            table = _entered(value, members)
            for size in range(1, len(table) + 1):
                found.setdefault(table[:size], line)
        else:
            for key in _keys(value):
                found.setdefault(table + key, line)
    return found


def nearest(found: Mapping[Key, int], key: Key) -> int:
    """Return the line of a key, or of the innermost table around it that was written; 1 for the file as a whole."""
    for size in range(len(key), 0, -1):
        if key[:size] in found:
            return found[key[:size]]
    return 1


def _statements(text: str) -> Iterator[tuple[int, str]]:
    begun: list[str] = []
    for number, line in enumerate(text.split("\n"), 1):
        begun.append(line)
        statement = "\n".join(begun)
        try:
            tomllib.loads(statement)
        except tomllib.TOMLDecodeError:
            continue
        yield number - len(begun) + 1, statement
        begun = []


def _entered(header: Mapping[str, Any], members: dict[Key, int]) -> Key:
    """Return the full key of the table that a header opens; inside an array of tables that is its newest member."""
    table: Key = ()
    inner: Any = header
    while inner:
        (name,) = inner
        inner = inner[name]
        table += (name,)
        if isinstance(inner, list):
            members[table] = members.get(table, -1) + 1
            inner = inner[0]
        if table in members:
            table += (members[table],)
    return table


def _keys(value: object) -> Iterator[Key]:
    if isinstance(value, dict):
        inner = value.items()
    elif isinstance(value, list):
        inner = dict(enumerate(value)).items()
    else:
        return
    for name, member in inner:
        yield (name,)
        for rest in _keys(member):
            yield (name, *rest)
