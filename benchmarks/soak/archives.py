"""Two archives of the same world side by side: what one of them lost, made up or told twice."""

import sqlite3
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from world import Story

_VERSIONS = """
SELECT articles.url, versions.title, versions.text FROM versions JOIN articles ON articles.id = versions.article_id
ORDER BY articles.url, versions.number
"""
_CHANGES = """
SELECT articles.url, changes.kind FROM changes JOIN articles ON articles.id = changes.article_id WHERE NOT changes.is_technical
"""
_STANDING = "SELECT url, gone_at IS NOT NULL FROM articles"


@dataclass(frozen=True)
class Found:
    """What an archive holds: texts by address in order, changes, which articles are gone, runs, deliveries by state."""

    texts: dict[str, list[tuple[str, str]]]
    changes: Counter[tuple[str, str]]
    gone: dict[str, bool]
    runs: Counter[str]
    letters: dict[tuple[str, str], str]
    states: dict[tuple[int, str], str]


def look(folder: Path) -> Found:
    """Return what an archive holds."""
    connection = sqlite3.connect(folder / "planwatch.db")
    texts: dict[str, list[tuple[str, str]]] = {}
    for url, title, text in connection.execute(_VERSIONS):
        texts.setdefault(url, []).append((title, text))
    found = Found(
        texts,
        Counter(connection.execute(_CHANGES).fetchall()),
        {url: bool(gone) for url, gone in connection.execute(_STANDING)},
        Counter(status for (status,) in connection.execute("SELECT status FROM runs")),
        {
            (to, letter): state
            for to, letter, state in connection.execute("SELECT recipient, message_id, state FROM deliveries")
        },
        {
            (run, source): state
            for run, source, state in connection.execute("SELECT run_id, source_id, state FROM source_nights")
        },
    )
    connection.close()
    return found


def differences(whole: Found, tried: Found, had: set[tuple[str, str]]) -> dict[str, list[str]]:
    """Return what differs, by kind: nothing at all where the archives are equal.

    A text that no run could have, because its site was out of order for as long as it stood there, is wanted of neither. Where the
    old address gave no answer in the night of a move, the new one is told as new, and as moved once the old one says that it is gone.
    """
    wanted = {url: [one for one in texts if (url, one[1]) in had] for url, texts in whole.texts.items()}
    unseen = Counter({(url, "edited"): len(texts) - len(wanted[url]) for url, texts in whole.texts.items()})
    moved_later = Counter((url, "new") for url, kind in tried.changes & whole.changes if kind == "moved")
    lost = [
        f"{url}: {len(texts)} versions, {len(tried.texts.get(url, ()))} found"
        for url, texts in wanted.items()
        if tried.texts.get(url, []) != texts
    ]
    return {
        "articles lost or unlike": lost,
        "articles made up": sorted(set(tried.texts) - set(whole.texts)),
        "changes missed": [f"{kind} {url}" for url, kind in (whole.changes - tried.changes - unseen).elements()],
        "changes made up": [f"{kind} {url}" for url, kind in (tried.changes - whole.changes - moved_later).elements()],
        "gone or not": [url for url, gone in whole.gone.items() if wanted[url] and tried.gone.get(url) != gone],
    }


def untrue(whole: Found, stories: list[Story], nights: int, urls: dict[str, str]) -> list[str]:
    """Return where the undisturbed archive is not what the made-up world says."""
    wrong = []
    for story in stories:
        url = urls[story.source] + story.path(nights)
        told = {kind: whole.changes[url, kind] for kind in ("edited", "withdrawn", "returned", "moved")}
        edits_here = [e.night for e in story.events if e.kind == "edit" and story.path(e.night) == story.path(nights)]
        true = {
            "edited": len(edits_here),
            "withdrawn": story.happened("withdraw", nights),
            "returned": story.happened("back", nights),
            "moved": min(story.happened("move", nights), 1),
        }
        if not story.happened("move", nights) and told != true:
            wrong.append(f"{url}: told {told}, true {true}")
        if story.happened("move", nights) and told["moved"] != true["moved"]:
            wrong.append(f"{url}: told {told}, true {true}")
    return wrong
