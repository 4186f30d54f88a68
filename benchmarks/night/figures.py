"""A figure: the values that paired rounds gave, the goal they are held against, and how both are shown."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

Row = Sequence[str]


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a run; ``goal`` None where it is only told. A ratio is better when higher, a cost when lower."""

    name: str
    unit: str
    values: tuple[float, ...]
    goal: float | None
    higher_is_better: bool

    @property
    def median(self) -> float:
        """Return the median over the rounds."""
        return statistics.median(self.values)

    @property
    def reached(self) -> bool | None:
        """Return whether the median meets the goal, None where there is none."""
        if self.goal is None:
            return None
        return self.median >= self.goal if self.higher_is_better else self.median <= self.goal

    def told(self) -> dict[str, Any]:
        """Return the figure as a JSON object."""
        return {
            "unit": self.unit,
            "median": self.median,
            "low": min(self.values),
            "high": max(self.values),
            "values": list(self.values),
            "goal": self.goal,
            "higher_is_better": self.higher_is_better,
        }


def ratio(name: str, ours: Sequence[float], theirs: Sequence[float], goal: float | None) -> Figure:
    """Return how often ours is theirs, round by round: a machine that is slow in one round is slow for both."""
    return Figure(
        name, "x", tuple(our / their for our, their in zip(ours, theirs, strict=True)), goal, higher_is_better=True
    )


def cost(name: str, unit: str, values: Sequence[float], goal: float | None) -> Figure:
    """Return a figure that is better when lower."""
    return Figure(name, unit, tuple(values), goal, higher_is_better=False)


def table(figures: Sequence[Figure]) -> str:
    """Return the figures as a text table."""
    rows: list[Row] = [("figure", "unit", "median", "range", "goal", "reached")]
    rows += [_row(figure) for figure in figures]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )


def _row(figure: Figure) -> Row:
    sign = "≥" if figure.higher_is_better else "≤"
    return (
        figure.name,
        figure.unit,
        f"{figure.median:.2f}",
        f"{min(figure.values):.2f}-{max(figure.values):.2f}",
        "" if figure.goal is None else f"{sign} {figure.goal:g}",
        {True: "yes", False: "NO", None: ""}[figure.reached],
    )
