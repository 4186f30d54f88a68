"""The last night as a Prometheus text file, for the node exporter's textfile collector."""

from collections import Counter
from pathlib import Path

from prometheus_client import CollectorRegistry, Gauge, write_to_textfile

from planwatch.records import Level, RunStatus, SourceState
from storage import queries, told
from storage.archive import Archive

FILE_NAME = "planwatch.prom"
COUNTS = {
    "listings": "List pages that could be read in the last run.",
    "links": "Entries that those list pages showed.",
    "fetched": "Answers of the source in the last run.",
    "not_modified": "Answers that said: not modified.",
    "new_articles": "Articles seen for the first time.",
    "bytes": "Bytes received.",
    "seconds": "Seconds from the first request to the last answer.",
}


def write(archive: Archive, file: Path) -> None:
    """Write what the newest run left behind into ``file``, as a whole or not at all; nothing for an archive without a run."""
    run = queries.run(archive)
    if run is not None:
        write_to_textfile(str(file), registry(archive, run))


def registry(archive: Archive, run: queries.Run) -> CollectorRegistry:
    """Return the gauges of a run: times in seconds since 1970 (UTC), 0 for a run that has not ended."""
    made = CollectorRegistry()
    _gauge(made, "last_run_id", "The newest run.").set(run.id)
    _gauge(made, "last_run_started_timestamp_seconds", "When it began.").set(run.started_at.timestamp())
    ended = run.finished_at.timestamp() if run.finished_at else 0
    _gauge(made, "last_run_finished_timestamp_seconds", "When it ended.").set(ended)
    _gauge(made, "last_run_needs_care", "1 if somebody should look, else 0.").set(run.status is not RunStatus.DONE)
    _sources(made, queries.nights(archive, run.id, run.id))
    issues = Counter(problem.level for problem in queries.problems(archive, run.id, run.id))
    levels = _gauge(made, "issues", "Problems that the run met.", "level")
    for level in Level:
        levels.labels(level.value).set(issues[level])
    deliveries = _gauge(made, "deliveries", "Messages of all runs by how they stand.", "state")
    for state, count in told.counts(archive).items():
        deliveries.labels(state.value).set(count)
    return made


def _sources(made: CollectorRegistry, nights: list[queries.Night]) -> None:
    states = _gauge(made, "source_state", "1 for the state that a source was in, 0 for every other.", "source", "state")
    counts = {name: _gauge(made, f"source_{name}", text, "source") for name, text in COUNTS.items()}
    for night in nights:
        for state in SourceState:
            states.labels(night.source_id, state.value).set(state is night.state)
        for name, gauge in counts.items():
            gauge.labels(night.source_id).set(getattr(night, name))


def _gauge(made: CollectorRegistry, name: str, text: str, *labels: str) -> Gauge:
    return Gauge(f"planwatch_{name}", text, labels, registry=made)
