"""A report said in one language: what each of its records becomes on a page."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from planwatch.records import Significance
from planwatch.text import TITLE_LIMIT, clean_line
from reports.changes import Care, ChangeEntry, PlanEntry, Report
from reports.headlines import headlines
from reports.page import Entry, Page, Section
from reports.passages import Passage
from reports.state_words import ADVICE, STATES
from reports.stories import Line, Storyteller, by_article
from reports.words import CHANGES, DEADLINES, EVENTS, NOTES, WEIGHTS, counted, word, words
from storage.notes import NoteKind
from storage.queries import FirstNight
from storage.queries_changes import Change, FieldChange, Noted
from storage.queries_plans import Deadline, Extension

# A deadline is told once within a week of its day and once more within two days.
LAST_DAYS = 2
# A sentence that shows an event is rarely longer; the article is one click away.
QUOTE_LIMIT = 300


def page(report: Report, language: str = "zh") -> Page:
    """Return a report in words; sections without entries are left out."""
    speak = Speaker(language, Storyteller(language, by_article(report.stories)))
    made: dict[str, Iterable[Entry]] = {
        "new_plans": map(speak.plan, report.new_plans),
        "moved": map(speak.plan, report.moved),
        "extended": map(speak.extended, report.extended),
        "changed": map(speak.changed, report.changed),
        "withdrawn": map(speak.withdrawn, report.withdrawn),
        "noted": map(speak.noted, report.noted),
        "deadlines": (speak.deadline(item, report.day) for item in report.deadlines),
        "care": map(speak.care, report.care),
        "catalogued": speak.catalogued(report.first_nights, report.catalogued),
        "new_articles": map(speak.new_article, report.new_articles),
    }
    filled = ((name, tuple(entries)) for name, entries in made.items())
    looked = report.looked
    notes = [counted("cosmetic", len(report.cosmetic), language)] if report.cosmetic else []
    seen = words(language)["looked"].format(
        seen=looked.sources_seen, all=looked.sources, pages=looked.pages, new=looked.new_articles
    )
    return Page(
        language=language,
        run_id=report.last_run.id,
        day=report.day,
        since=report.since,
        made_at=report.last_run.started_at,
        sections=tuple(Section(name, words(language)[name], entries) for name, entries in filled if entries),
        notes=(*notes, seen),
    )


@dataclass(frozen=True, slots=True)
class Speaker:
    """Says the records of a report in one language, with the stories that its articles carry."""

    language: str
    stories: Storyteller

    def plan(self, entry: PlanEntry) -> Entry:
        """Return a plan with its events; told once per plan and event, under any of the plan's keys."""
        lead = entry.lead
        return Entry(
            title=_title(lead.title),
            url=lead.url,
            tags=tuple(dict.fromkeys(word(EVENTS, event.event, self.language) for event in entry.events)),
            facts=self._facts(
                issuers=words(self.language)["separator"].join(lead.issuers),
                document_number=lead.document_number,
                happened_on=lead.happened_on,
                period=lead.period,
                source=self._source(lead.source, lead.source_en),
                **self.stories.first(entry),
            ),
            quote=clean_line(lead.evidence, QUOTE_LIMIT),
            lines=self.stories.copies(entry),
            keys=tuple(f"plan|{key}|{lead.event}" for key in lead.keys),
            feed_key=f"plan|{lead.url}|{lead.event}",
            seen_at=lead.seen_at,
        )

    def changed(self, entry: ChangeEntry) -> Entry:
        """Return a change with its passages and the facts that changed."""
        change = entry.change
        moved = {"previous_url": change.previous_url, "attachment": (change.attachment or "").removeprefix("附件：")}
        moved["copied_from"] = self.stories.original(change.article_id)
        weight = [word(WEIGHTS, change.significance, self.language)] if entry.passages else []
        return Entry(
            title=_title(change.title),
            url=change.attachment_url or change.url,
            tags=(word(CHANGES, change.kind, self.language), *weight, *self._notes(change)),
            facts=(
                *self._facts(source=self._source(change.source, change.source_en), **moved),
                *map(self._field, change.fields),
            ),
            headlines=headlines(entry.findings, self.language),
            passages=tuple(passage for passage in entry.passages if passage.weight is not Significance.COSMETIC),
            lines=(
                *self._cosmetic(entry.passages),
                *self.stories.compared(change.article_id),
                *self.stories.named("still_old", change.article_id, entry.still_old),
            ),
            keys=(_change_key(change),),
            seen_at=change.detected_at,
        )

    def withdrawn(self, change: Change) -> Entry:
        """Return an article that is gone."""
        return Entry(
            _title(change.title),
            change.url,
            (word(CHANGES, change.kind, self.language), *self._notes(change)),
            self._article_facts(change),
            lines=self.stories.named("still_there", change.article_id),
            keys=(_change_key(change),),
            seen_at=change.detected_at,
        )

    def noted(self, noted: Noted) -> Entry:
        """Return a page that is worth a look though no change tells of it."""
        fact = {NoteKind.TITLE_DIFFERS: "list_title", NoteKind.REDIRECTED: "new_url"}.get(
            NoteKind(noted.kind), "list_url"
        )
        return Entry(
            _title(noted.title),
            noted.url,
            (word(NOTES, noted.kind, self.language),),
            self._facts(source=self._source(noted.source, noted.source_en), **{fact: noted.detail}),
            keys=(f"noted|{noted.kind}|{noted.url}|{noted.run_id}",),
            seen_at=noted.detected_at,
        )

    def new_article(self, change: Change) -> Entry:
        """Return an article seen for the first time."""
        return Entry(
            _title(change.title),
            change.url,
            facts=self._article_facts(change),
            lines=self.stories.compared(change.article_id),
            keys=(_change_key(change),),
            seen_at=change.detected_at,
        )

    def deadline(self, deadline: Deadline, day: dt.date) -> Entry:
        """Return a deadline; it has one key for its last week and one for its last days."""
        left = (dt.date.fromisoformat(deadline.due_on[:10]) - day).days
        when = counted("days_left", left, self.language) if left else words(self.language)["today"]
        span = f"within {LAST_DAYS}" if left <= LAST_DAYS else "ahead"
        return Entry(
            title=_title(deadline.title),
            url=deadline.url,
            tags=(word(DEADLINES, deadline.kind, self.language), when),
            facts=self._facts(due_on=deadline.due_on, source=self._source(deadline.source, deadline.source_en)),
            quote=clean_line(deadline.evidence, QUOTE_LIMIT),
            keys=tuple(f"deadline|{key}|{deadline.kind}|{deadline.due_on}|{span}" for key in deadline.keys),
            feed_key=f"deadline|{deadline.url}|{deadline.kind}|{deadline.due_on}|{span}",
        )

    def extended(self, extension: Extension) -> Entry:
        """Return a deadline that was put off, from which day to which."""
        put_off = f"{extension.before or words(self.language)['nothing']} → {extension.due_on}"
        return Entry(
            title=_title(extension.title),
            url=extension.url,
            tags=(word(DEADLINES, extension.kind, self.language),),
            facts=self._facts(due_on=put_off, source=self._source(extension.source, extension.source_en)),
            quote=clean_line(extension.evidence, QUOTE_LIMIT),
            keys=tuple(f"extended|{key}|{extension.kind}|{extension.due_on}" for key in extension.keys),
            seen_at=extension.seen_at,
        )

    def catalogued(self, nights: Iterable[FirstNight], entries: Sequence[PlanEntry]) -> Iterable[Entry]:
        """Yield one entry for each source of which something was catalogued, its first night or a deeper look, with its plans in short."""
        first = {night.source_id: night for night in nights}
        leads = {entry.lead.source_id: entry.lead for entry in entries}
        for source_id in dict.fromkeys([*first, *leads]):
            found = first.get(source_id)
            named = found or leads[source_id]
            plans = [entry for entry in entries if entry.lead.source_id == source_id]
            counts = [counted("articles_of_source", found.articles, self.language)] if found else []
            yield Entry(
                title=self._source(named.source, named.source_en),
                tags=(*counts, counted("plans_of_source", len(plans), self.language)),
                lines=tuple(Line(self._short(plan), plan.lead.url) for plan in plans),
                keys=(f"catalogued|{source_id}" if found else f"catalogued|{source_id}|{plans[0].lead.run_id}",),
            )

    def care(self, care: Care) -> Entry:
        """Return a source that needs care, with its problems."""
        name = self._source(care.source, care.source_en) if care.source else words(self.language)["run_itself"]
        codes = dict.fromkeys([*([care.state] if care.state else []), *(problem.code for problem in care.problems)])
        return Entry(
            title=_title(name),
            url=care.home_url,
            tags=tuple(word(STATES, code, self.language) for code in codes),
            lines=(
                *(Line(ADVICE[code]) for code in codes if self.language != "en" and code in ADVICE),
                *(Line(clean_line(problem.message, QUOTE_LIMIT), problem.url) for problem in care.problems),
            ),
        )

    def _notes(self, change: Change) -> tuple[str, ...]:
        return tuple(word(NOTES, note, self.language) for note in change.notes)

    def _cosmetic(self, passages: Iterable[Passage]) -> tuple[Line, ...]:
        count = sum(passage.weight is Significance.COSMETIC for passage in passages)
        return (Line(counted("cosmetic", count, self.language)),) if count else ()

    def _short(self, entry: PlanEntry) -> str:
        return f"{_title(entry.lead.title)} ({word(EVENTS, entry.lead.event, self.language)})"

    def _source(self, name: str | None, name_en: str | None) -> str:
        return clean_line((name_en if self.language == "en" else None) or name or "", TITLE_LIMIT)

    def _article_facts(self, change: Change) -> tuple[tuple[str, str], ...]:
        copied_from = self.stories.original(change.article_id)
        source = self._source(change.source, change.source_en)
        published = (change.published_on or "").replace("T", " ")
        return self._facts(source=source, published_on=published, copied_from=copied_from)

    def _facts(self, **values: str | None) -> tuple[tuple[str, str], ...]:
        said = words(self.language)
        return tuple((said[name], clean_line(value, TITLE_LIMIT)) for name, value in values.items() if value)

    def _field(self, field: FieldChange) -> tuple[str, str]:
        said = words(self.language)
        before, after = (clean_line(value or said["nothing"], TITLE_LIMIT) for value in (field.before, field.after))
        return said.get(field.field, field.field), f"{before} → {after}"


def _title(title: str) -> str:
    return clean_line(title, TITLE_LIMIT) or "—"


def _change_key(change: Change) -> str:
    """Return what names a change over a rebuild: run ids are never derived anew, article ids are."""
    return f"{change.kind}|{change.url}|{change.text_hash}|{change.attachment_url or ''}|{change.run_id}"
