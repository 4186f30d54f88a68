"""Two documents by clause (对照表): one table, told as text, HTML, DOCX and JSON."""

from reports.compare.table import ClauseTable, Document, table

__all__ = ["ClauseTable", "Document", "table"]
