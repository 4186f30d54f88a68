from pathlib import Path

from prometheus_client.parser import text_string_to_metric_families

from planwatch.records import SourceState
from reports import metrics
from storage.archive import Archive
from tests.reports.made import insert


def samples(file: Path) -> dict[tuple[str, ...], float]:
    families = text_string_to_metric_families(file.read_text(encoding="utf-8"))
    return {
        (sample.name, *(value for _, value in sorted(sample.labels.items()))): sample.value
        for family in families
        for sample in family.samples
    }


def test_the_newest_run_is_written_as_a_parser_of_prometheus_reads_it(archive: Archive, tmp_path: Path) -> None:
    metrics.write(archive, tmp_path / "planwatch.prom")
    found = samples(tmp_path / "planwatch.prom")

    assert found["planwatch_last_run_id",] == 3
    assert found["planwatch_last_run_started_timestamp_seconds",] == 1795284000
    states = {key[1:]: value for key, value in found.items() if key[0] == "planwatch_source_state"}
    sources = {source for source, _ in states}
    assert sources
    for source in sources:
        assert sum(states[source, state] for state in SourceState) == 1


def test_a_hostile_source_id_is_one_label_value(archive: Archive, tmp_path: Path) -> None:
    name = 'x"} 1\nplanwatch_last_run_id 99\n'
    insert(
        archive,
        "sources",
        id=name,
        name="x",
        kind="news",
        home_url="https://x.example/",
        enabled=1,
        declaration_hash="",
    )
    insert(archive, "source_nights", run_id=3, source_id=name, state="ok", listings=1, links=1, fetched=1, not_modified=0,
           new_articles=0, bytes=1, seconds=1.0)  # fmt: skip
    metrics.write(archive, tmp_path / "planwatch.prom")
    found = samples(tmp_path / "planwatch.prom")

    assert found["planwatch_last_run_id",] == 3
    assert found["planwatch_source_links", name] == 1


def test_an_archive_without_a_run_writes_nothing(tmp_path: Path) -> None:
    with Archive.open(tmp_path) as empty:
        metrics.write(empty, tmp_path / "planwatch.prom")

    assert not (tmp_path / "planwatch.prom").exists()
