"""planwatch compare: documents from files and from the archive, in every form, and every way to use it wrongly."""

import io
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import docx
import pytest

from scheduler.cli import main
from tests.reports.made import made_archive
from tests.scheduler.homes import planwatch

DONE, WRONG = 0, 2
DRAFT = "试点方案（征求意见稿）\n一、目标\n到2027年建成8个试点。\n二、任务\n（一）选点。由县区申报。\n（二）评审。由专家打分。"
FINAL = "试点方案\n一、目标\n到2028年建成9个试点。\n二、任务\n（一）评审。由专家打分。\n（二）公示。公示七日。"


@dataclass(frozen=True, slots=True)
class Done:
    returncode: int
    stdout: str
    stderr: str


Run = Callable[..., Done]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """Return what runs the command line in this process, as its own entry point does."""

    def called(*arguments: str) -> Done:
        monkeypatch.setattr(sys, "argv", ["planwatch", "--home", str(tmp_path), *arguments])
        with pytest.raises(SystemExit) as left:
            main()
        out, err = capfd.readouterr()
        return Done(int(left.value.code or 0), out, err)

    return called


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    draft, final = tmp_path / "draft.txt", tmp_path / "final.txt"
    draft.write_text(DRAFT, encoding="gb18030")
    final.write_text(FINAL, encoding="utf-8-sig")
    return str(draft), str(final)


def test_two_text_files_of_different_encodings_need_no_archive(tmp_path: Path, files: tuple[str, str]) -> None:
    done = planwatch(tmp_path, "compare", *files, "--language", "en")

    assert (done.returncode, done.stderr) == (DONE, "")
    assert done.stdout.startswith(
        "试点方案（征求意见稿） → 试点方案\nunchanged 1, reworded 2, added 1, dropped 1, renumbered 1\n"
    )
    assert "到[2027年 → 2028年]建成[8 → 9]个试点。" in done.stdout


def test_the_ending_of_the_output_names_the_form(tmp_path: Path, files: tuple[str, str], run: Run) -> None:
    for name in ("table.html", "table.docx", "table.json", "table.txt"):
        done = run("compare", *files, "-o", str(tmp_path / name))
        assert (done.returncode, done.stdout) == (DONE, ""), done.stderr
        assert done.stderr == f"wrote {tmp_path / name}\n"

    assert (tmp_path / "table.html").read_text("utf-8").startswith("<!doctype html>")
    assert len(docx.Document(str(tmp_path / "table.docx")).tables[0].rows) > len(DRAFT.splitlines()) - 2
    assert json.loads((tmp_path / "table.json").read_text("utf-8"))["counts"]["dropped"] == 1
    assert (tmp_path / "table.txt").read_text("utf-8").startswith("试点方案（征求意见稿）")


def test_a_page_and_a_word_file_are_read_as_the_night_reads_them(tmp_path: Path, run: Run) -> None:
    more = [
        "",
        "试点由省财政给予补助。",
        "各地要尽快动手，不得拖延。",
        "申报材料于每年三月底前送达。",
        "得分最高的十个县区入选。",
    ]
    lines = [f"{line}{extra}" for line, extra in zip(DRAFT.splitlines()[1:], more, strict=False)]
    page = f"<html><head><title>试点方案</title></head><body><h1>试点方案</h1><div>{''.join(f'<p>{line}</p>' for line in lines)}</div></body></html>"
    (tmp_path / "a.html").write_text(page, "utf-8")
    word, made = docx.Document(), io.BytesIO()
    for line in FINAL.splitlines():
        word.add_paragraph(line)
    word.save(made)
    (tmp_path / "b.docx").write_bytes(made.getvalue())
    done = run("compare", str(tmp_path / "a.html"), str(tmp_path / "b.docx"), "--format", "json")

    told = json.loads(done.stdout)
    assert [told[side]["title"] for side in ("older", "newer")] == ["试点方案", "试点方案"]
    assert ("二、/（二）", "二、/（一）", "reworded") in {(row["a"], row["b"], row["kind"]) for row in told["clauses"]}


def test_articles_of_the_archive_are_named_by_id_or_address(tmp_path: Path, files: tuple[str, str], run: Run) -> None:
    with made_archive(tmp_path / "archive") as archive:
        (url,) = [row["url"] for row in archive.db.query("SELECT url FROM articles WHERE id = 1")]
    (tmp_path / "planwatch.toml").write_text(
        '[network]\ncontact = "test@example.org"\n[archive]\npath = "archive"\n', "utf-8"
    )
    by_id = json.loads(run("compare", "1", files[1], "--format", "json").stdout)
    by_url = json.loads(run("compare", url, files[1], "--format", "json").stdout)
    missing = run("compare", files[0], "https://example.org/none")

    assert by_id == by_url
    assert by_id["older"]["url"] == url
    assert missing.returncode == WRONG
    assert "https://example.org/none: no such file, and the archive holds no such article" in missing.stderr


def test_pairs_are_told_line_by_line(tmp_path: Path, run: Run) -> None:
    pairs = tmp_path / "pairs.jsonl"
    texts = {
        "a": "第一条 甲方负责。\n第二条 乙方配合。",
        "b": "第一条 甲方负责。\n第二条 丙方监督施工。\n第三条 乙方配合。",
    }
    pairs.write_text("".join(json.dumps({"id": number, **texts}) + "\n" for number in (1, 2)), "utf-8")
    done = run("compare", "--pairs", str(pairs))
    first, second = map(json.loads, done.stdout.splitlines())

    assert (first["id"], second["id"]) == (1, 2)
    assert (
        first["clauses"]
        == second["clauses"]
        == [
            {"a": "第一条", "b": "第一条", "kind": "same"},
            {"a": None, "b": "第二条", "kind": "added"},
            {"a": "第二条", "b": "第三条", "kind": "same"},
        ]
    )


def test_wrong_uses_are_named_and_leave_nothing_behind(tmp_path: Path, files: tuple[str, str], run: Run) -> None:
    picture, empty, lines = tmp_path / "p.png", tmp_path / "empty.txt", tmp_path / "bad.jsonl"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")
    empty.write_text(" \n", "utf-8")
    lines.write_text('{"id": 1, "a": "第一条 甲。"}\n', "utf-8")
    uses = {
        ("compare", files[0]): "1 documents given, expected A and B",
        ("compare", *files, "--format", "docx"): "expected -o FILE",
        ("compare", files[0], str(picture)): f"{picture}: png: unsupported",
        ("compare", files[0], str(empty)): f"{empty}: empty: empty",
        ("compare", files[0], "7"): "7: no such file, and no archive to look it up in",
        ("compare", *files, "-o", str(tmp_path / "none" / "x.html")): "x.html: cannot be written",
        ("compare", "--pairs", str(lines), "--format", "html"): "no A, B, --format or -o beside it",
        ("compare", "--pairs", str(lines)): "bad.jsonl: b: missing in",
    }
    for arguments, message in uses.items():
        done = run(*arguments)
        assert done.returncode == WRONG, arguments
        assert message in done.stderr
        assert "Traceback" not in done.stderr
