"""Every problem has a name in both languages, and in the Chinese mail a sentence that says what to do."""

import ast
from collections.abc import Iterator
from pathlib import Path

from planwatch.records import Verdict
from reports.state_words import ADVICE, STATES
from scheduler import health

ROOT = Path(__file__).resolve().parents[2]


def codes() -> Iterator[str]:
    for path in (file for room in ("crawler", "scheduler") for file in sorted((ROOT / room).rglob("*.py"))):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Issue":
                code = node.args[1]
                if isinstance(code, ast.Constant):
                    yield str(code.value)


def test_each_problem_that_the_code_raises_has_words_and_advice() -> None:
    raised = {*codes(), *health.MESSAGES}

    assert {"mass_change", "crawl_failed", "blocked"} <= raised
    assert raised <= set(STATES)
    assert raised <= set(ADVICE)


def test_each_verdict_that_is_told_has_a_name() -> None:
    assert {*Verdict} - {*health.HARMLESS} <= set(STATES)
