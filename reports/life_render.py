"""A plan's life as HTML, text and data."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from typing import Any

from planwatch.text import clean_line
from reports import html
from reports.life import Step, comparison, facts, in_force, is_draft, own_targets, steps, today_stage
from reports.life_words import LINKS, WAYS, life_words
from reports.words import DEADLINES, EVENTS, word, words
from storage.queries_life import ARTICLES_SHOWN, LifeArticle, LifeLink, PlanLife

QUOTE_LIMIT = 300


def as_html(life: PlanLife, day: dt.date, language: str = "zh", *, base: str | None = None) -> str:
    """Return the life on a day as one HTML file without script, or as a part of Datasette's page where ``base`` is given.

    ``base`` is the address of the database in Datasette, for links to other plans and to articles.
    """
    template = html.templates().get_template("life_page.html" if base is None else "life.html")
    return template.render(
        life=life,
        day=day,
        base=base,
        said={**words(language), **life_words(language)},
        steps=steps(life),
        facts=facts(life, day, language),
        compared=comparison(life, language),
        targets=own_targets(life),
        shown=ARTICLES_SHOWN,
        event=lambda kind: word(EVENTS, kind, language),
        due=lambda kind: word(DEADLINES, kind, language),
        linked=lambda link: _way(link, language),
        is_draft=is_draft,
        quote=lambda text: clean_line(text, QUOTE_LIMIT),
    )


def as_text(life: PlanLife, day: dt.date, language: str = "zh") -> str:
    """Return the life on a day as plain text."""
    said = life_words(language)
    parts = {
        "time_line": (_step(step, language) for step in steps(life)),
        "targets": (
            f"{one.year}  {clean_line(one.text, QUOTE_LIMIT)}{said['of_draft'] if is_draft(one) else ''}"
            for one in own_targets(life)
        ),
        "compared": _compared(life, language),
        "deadlines_of_plan": (
            f"{one.due_on}  {word(DEADLINES, one.kind, language)}  “{clean_line(one.evidence, QUOTE_LIMIT)}”"
            for one in life.deadlines
        ),
        "links": (f"{_way(one, language)}  {clean_line(one.title)}" for one in life.links),
        "articles_of_plan": (_article(one, said) for one in life.articles),
    }
    head = (f"{name}{words(language)['colon']}{value}" for name, value in facts(life, day, language))
    return "\n".join([clean_line(life.title), *head, *_sections(parts, said), ""])


def as_data(life: PlanLife, day: dt.date) -> dict[str, Any]:
    """Return the life as what JSON can hold, with its stage and whether it is in force on a day."""
    return {
        **asdict(life),
        "day": str(day),
        "stage_on_day": today_stage(life, str(day)),
        "in_force": in_force(life, str(day)),
    }


def _sections(parts: Mapping[str, Iterable[str]], said: dict[str, str]) -> Iterator[str]:
    for name, lines in parts.items():
        if told := list(lines):
            yield from ("", f"== {said[name]} ==", *told)


def _step(step: Step, language: str) -> str:
    said = life_words(language)
    more = f" ({said['and_more'].format(n=step.more)})" if step.more else ""
    what = f"{step.day or said['no_day']}  {word(EVENTS, step.kind, language)}  {clean_line(step.lead.source)}"
    return f"{what}  “{clean_line(step.lead.evidence, QUOTE_LIMIT)}”{more} {clean_line(step.lead.url)}"


def _compared(life: PlanLife, language: str) -> Iterator[str]:
    found = comparison(life, language)
    for goal in found.goals if len(found.columns) > 1 else ():
        values = (f"{column} {value}" for column, value in zip(found.columns, goal.values, strict=True) if value)
        yield f"{goal.year}  {goal.quantity}  {' · '.join(values)}"


def _way(link: LifeLink, language: str) -> str:
    return word(LINKS if link.is_own else WAYS, link.kind, language)


def _article(article: LifeArticle, said: dict[str, str]) -> str:
    notes = [said["copy_of"]] * bool(article.original_id) + [said["gone"]] * bool(article.gone_at)
    told = "".join(f" [{note}]" for note in notes)
    return f"{article.published_on or said['no_day']}  {clean_line(article.title)}{told}  {clean_line(article.url)}"
