"""A table of clauses as one HTML file without script, for screens of every width and for paper."""

from planwatch.clause_links import Kind
from reports.compare.table import ClauseTable
from reports.compare.words import KINDS, name_of, phrases
from reports.html import templates
from reports.words import word


def render(table: ClauseTable, language: str = "zh") -> str:
    """Return the table side by side (one above the other on a phone), the counts at its top choosing what is shown."""
    return (
        templates()
        .get_template("compare.html")
        .render(
            table=table,
            said=phrases(language),
            language=language,
            kinds=list(Kind),
            kinds_said=KINDS,
            word=word,
            name_of=name_of,
        )
    )
