import random
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from planwatch.records import PageKind
from storage import captures
from storage.archive import Archive, ArchiveError, runs
from storage.backup import backup, restore
from storage.verify import verify
from tests.storage.nights import TEXT, new_archive, night, page, rows, seen


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with new_archive(tmp_path / "archive") as archive:
        pages = [seen(f"p{n}", 0, page("通知", f"{TEXT}\n附件 x.txt\n第{n}号" * 20)) for n in range(8)]
        night(archive, 0, [*pages, seen("x.txt", 0, "附件全文".encode() * 20, kind=PageKind.ATTACHMENT)])
        night(archive, 1, [seen(f"p{n}", 1, page("通知", f"{TEXT}第{n}号改" * 20)) for n in range(8)])
        yield archive


def test_a_sound_archive_has_no_damage(archive: Archive) -> None:
    assert list(verify(archive)) == []


@pytest.mark.parametrize("table", ["versions", "attachment_versions", "articles"])
def test_every_flipped_bit_inside_a_stored_text_is_found(archive: Archive, table: str) -> None:
    rng = random.Random(3)  # noqa: S311  which bit is no secret
    for row, text in rows(archive, f"SELECT id, CAST(text AS BLOB) FROM {table}"):
        place = rng.randrange(len(text))
        flipped = text[:place] + bytes([text[place] ^ 1 << rng.randrange(8)]) + text[place + 1 :]
        with archive.atomic():
            archive.db.execute(f"UPDATE {table} SET text = CAST(? AS TEXT) WHERE id = ?", [flipped, row])
        assert f"{table} {row}" in {damage.what for damage in verify(archive)}
        archive.db.execute(f"UPDATE {table} SET text = CAST(? AS TEXT) WHERE id = ?", [text, row])
    assert list(verify(archive)) == []


def test_every_flipped_bit_inside_a_stored_body_is_found(archive: Archive) -> None:
    rng = random.Random(4)  # noqa: S311
    for row, name, data in archive.bodies.db.execute("SELECT id, lower(hex(hash)), data FROM bodies").fetchall():
        place = rng.randrange(len(data))
        flipped = data[:place] + bytes([data[place] ^ 1 << rng.randrange(8)]) + data[place + 1 :]
        archive.bodies.db.execute("UPDATE bodies SET data = ? WHERE id = ?", [flipped, row])
        damage = [str(damage) for damage in verify(archive)]
        archive.bodies.db.execute("UPDATE bodies SET data = ? WHERE id = ?", [data, row])
        assert any(name in line for line in damage)


def test_a_capture_without_its_body_is_named(archive: Archive) -> None:
    archive.bodies.db.execute("DELETE FROM bodies WHERE id = (SELECT max(id) FROM bodies)")
    assert ["is not in bodies.db" in damage.problem for damage in verify(archive)] == [True]


def test_a_backup_of_a_live_archive_comes_back_whole(archive: Archive, tmp_path: Path) -> None:
    file, folder = tmp_path / "backup.zip", tmp_path / "restored"
    with archive.atomic():
        archive.db.execute("UPDATE sources SET name = 'half done'")
        with Archive.open(archive.folder, read_only=True) as reader:
            backup(reader, file)
    night(archive, 2, [seen("p0", 2, page("通知"))])
    restore(file, folder)

    with Archive.open(folder) as restored:
        assert runs(restored) == [1, 2]
        assert list(verify(restored)) == []
        assert captures.body(restored, 1) == captures.body(archive, 1)
        assert rows(restored, "SELECT count(*) FROM sources WHERE name = 'half done'") == [(0,)]
    assert sorted(path.name for path in folder.iterdir()) == ["bodies.db", "planwatch.db"]
    assert [path.name for path in tmp_path.glob(".*")] == []


def test_an_archive_gives_way_only_when_told_to(archive: Archive, tmp_path: Path) -> None:
    file = tmp_path / "backup.zip"
    backup(archive, file)
    night(archive, 2, [seen("p0", 2, page("通知"))])
    with pytest.raises(ArchiveError, match="--replace"):
        restore(file, archive.folder)
    assert runs(archive) == [1, 2, 3]
    archive.close()
    restore(file, archive.folder, replace=True)
    with Archive.open(archive.folder) as restored:
        assert runs(restored) == [1, 2]


def spoil(file: Path, names: dict[str, bytes | None]) -> None:
    """Write a zip anew with other entries: None takes one away."""
    with zipfile.ZipFile(file) as pack:
        entries: dict[str, bytes | None] = {name: pack.read(name) for name in pack.namelist()}
    with zipfile.ZipFile(file, "w") as pack:
        for name, data in (entries | names).items():
            if data is not None:
                pack.writestr(name, data)


@pytest.mark.parametrize(
    ("names", "message"),
    [
        ({"../evil": b"x"}, "no backup of planwatch"),
        ({"bodies.db": None}, "no backup of planwatch"),
        ({"planwatch.db": b"no database" * 99}, "no usable archive"),
        ({"planwatch.db": b""}, "no usable archive|is damaged"),
        ({"bodies.db": b""}, "no usable archive|is damaged"),
    ],
)
def test_what_is_no_whole_backup_is_refused_and_leaves_nothing(
    archive: Archive, tmp_path: Path, names: dict[str, bytes | None], message: str
) -> None:
    file, folder = tmp_path / "backup.zip", tmp_path / "restored"
    backup(archive, file)
    spoil(file, names)
    with pytest.raises(ArchiveError, match=message):
        restore(file, folder)
    assert list(folder.iterdir()) == []
    assert not (tmp_path / "evil").exists()


def test_a_file_that_is_no_zip_and_one_that_would_fill_the_disk_are_refused(archive: Archive, tmp_path: Path) -> None:
    file = tmp_path / "backup.zip"
    file.write_bytes(b"no zip")
    with pytest.raises(ArchiveError, match="cannot be restored"):
        restore(file, tmp_path / "restored")

    with zipfile.ZipFile(file, "w") as pack:
        for name in ("planwatch.db", "bodies.db"):
            pack.writestr(name, b"small")
            pack.getinfo(name).file_size = 1 << 50  # what the directory will claim
    with pytest.raises(ArchiveError, match="would unpack to"):
        restore(file, tmp_path / "restored")
