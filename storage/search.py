"""Full-text search that finds every Chinese word: articles_fts holds overlapping pairs of characters, and a query asks for them in a row.

The tokenizers of SQLite find no two-character word in Chinese. In pairs, 规划纲要 is indexed as 规划 划纲 纲要 要; the lone last
character lets a query of one character find those that end a run, and a query of several runs go on. The index keeps no text
of its own: what is to be taken out of it is spaced again from the stored version, so a change of ``spaced`` asks for a rebuild.
"""

import re
from functools import cache

import numpy as np
import numpy.typing as npt

from planwatch import fold
from storage.archive import Archive

# Han, kana and the signs 々〆〇 are written without blanks between words; everything else is words.
_UNSPACED = "\u3005-\u3007\u3041-\u3096\u30a1-\u30fa\u30fc\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
# The first code above all letters.
_BEYOND = 0x40000
_OTHER, _HAN, _WORD = range(3)
# Many sites set blanks around digits (2026 年 1 月); they part nothing.
_IDLE_BLANK = re.compile(rf"(?<=[{_UNSPACED}])[ \t]+|[ \t]+(?=[{_UNSPACED}])")
# Two signs for private use, which the tokenizer keeps and no text or query can hold: punctuation or a line's end, of whatever
# kind, and the mark that goes before the number of the version that is indexed.
_BARRIER = "\ue000"
_MARK = "\ue001"
# FTS5's query for nothing at all.
NOTHING = '""'

_LATEST = "SELECT id, title, text FROM versions WHERE article_id = ? ORDER BY number DESC"
_INSERT = "INSERT INTO articles_fts (rowid, title, text) VALUES (?, ?, ?)"
_DELETE = "INSERT INTO articles_fts (articles_fts, rowid, title, text) VALUES ('delete', ?, ?, ?)"


def spaced(text: str) -> str:
    """Return the tokens under which a text is indexed, in NFKC and lower case, parted by blanks."""
    return _tokens(_IDLE_BLANK.sub("", fold.nfkc(text)).lower())


def query(text: str) -> str:
    """Return the FTS5 expression for what a user typed: articles that hold each of its words, a word being what blanks part.

    A word is found wherever it stands in Chinese text, Latin words and numbers only whole; punctuation within it stands for any
    punctuation. Quotes and operators mean nothing. Without a letter or digit it finds nothing.
    """
    words = fold.nfkc(text).lower().split()
    phrases = [phrase for word in words if (phrase := _phrase(word))]
    return " AND ".join(phrases) or NOTHING


def update(archive: Archive, run_id: int) -> None:
    """Index what the run made or changed: articles by their latest version, files by each of theirs.

    All or nothing, and twice does nothing new.
    """
    changed = "SELECT DISTINCT article_id FROM versions WHERE run_id = ? ORDER BY article_id"
    with archive.atomic():
        for (article_id,) in archive.db.execute(changed, (run_id,)).fetchall():
            _index(archive, article_id)
        _index_files(archive, "attachment_versions.run_id = ?", [run_id])


def rebuild(archive: Archive) -> None:
    """Empty both indexes and fill them from the latest version of every article and from every version of a file."""
    with archive.atomic():
        for index in ("articles_fts", "attachments_fts"):
            archive.db.execute(f"INSERT INTO {index} ({index}) VALUES ('delete-all')")
        for (article_id,) in archive.db.execute("SELECT id FROM articles ORDER BY id").fetchall():
            _index(archive, article_id)
        _index_files(archive, "1", [])


def _index_files(archive: Archive, condition: str, parameters: list[int]) -> None:
    """Index the versions of files that meet a condition; they never change, so none is ever taken out."""
    fresh = (
        f"SELECT id, text FROM attachment_versions WHERE {condition} AND text <> ''"
        " AND NOT EXISTS (SELECT 1 FROM attachments_fts WHERE attachments_fts.rowid = attachment_versions.id) ORDER BY id"
    )
    for number, text in archive.db.execute(fresh, parameters).fetchall():
        archive.db.execute("INSERT INTO attachments_fts (rowid, text) VALUES (?, ?)", (number, spaced(text)))


def _index(archive: Archive, article_id: int) -> None:
    versions = archive.db.execute(_LATEST, (article_id,)).fetchall()
    if not versions:
        return
    indexed = archive.db.execute("SELECT 1 FROM articles_fts WHERE rowid = ?", (article_id,)).fetchone()
    held = next((version for version in versions if _holds(archive, version[0])), None) if indexed else None
    if held == versions[0]:
        return
    if held:
        archive.db.execute(_DELETE, (article_id, *_entry(*held)))
    archive.db.execute(_INSERT, (article_id, *_entry(*versions[0])))


def _entry(version_id: int, title: str, text: str) -> tuple[str, str]:
    """Return what is indexed of a version, with the mark by which the index itself tells that it holds this one."""
    return f"{_MARK}{version_id} {spaced(title)}", spaced(text)


def _holds(archive: Archive, version_id: int) -> bool:
    found = archive.db.execute("SELECT 1 FROM articles_fts WHERE articles_fts MATCH ?", (f'"{_MARK}{version_id}"',))
    return found.fetchone() is not None


def _tokens(plain: str) -> str:
    if not plain:
        return ""
    codes = np.frombuffer(plain.encode("utf-32-le", "replace"), dtype=np.uint32)
    kinds = _kinds()[np.minimum(codes, _BEYOND)]
    last = np.append(kinds[1:] != kinds[:-1], True)
    unspaced = kinds == _HAN
    # Each character in a row of its own: itself, the one after it, a blank; 0 is nothing.
    rows = np.zeros((len(codes), 3), dtype=np.uint32)
    rows[:, 0] = np.where(kinds != _OTHER, codes, np.where(last, ord(_BARRIER), 0))
    rows[:-1, 1] = np.where(unspaced[:-1] & ~last[:-1], codes[1:], 0)
    rows[:, 2] = np.where(unspaced | last, ord(" "), 0)
    return rows[rows > 0].tobytes().decode("utf-32-le").rstrip()


@cache
def _kinds() -> npt.NDArray[np.uint8]:
    """Return for each character below _BEYOND which of the three kinds it is, and for _BEYOND that it is no letter."""
    signs = "".join(map(chr, range(_BEYOND)))
    kinds = np.full(_BEYOND + 1, _OTHER, dtype=np.uint8)
    for kind, pattern in ((_HAN, f"[{_UNSPACED}]+"), (_WORD, rf"[^\W_{_UNSPACED}]+")):
        for run in re.finditer(pattern, signs):
            kinds[run.start() : run.end()] = kind
    return kinds


def _phrase(word: str) -> str | None:
    """Return one word as a phrase; its last character, if Chinese, may begin a pair in the text, where it need not end a run."""
    tokens = _tokens(word).split()
    while tokens and tokens[-1] == _BARRIER:
        tokens.pop()
    tokens = tokens[tokens[:1] == [_BARRIER] :]
    if not tokens:
        return None
    ends_unspaced = len(tokens[-1]) == 1 and re.match(f"[{_UNSPACED}]", tokens[-1])
    if not ends_unspaced:
        return f'"{" ".join(tokens)}"'
    if len(tokens) > 1 and len(tokens[-2]) == 2 and tokens[-2][1] == tokens[-1]:
        return f'"{" ".join(tokens[:-1])}"'
    return f'"{" ".join(tokens)}" *'
