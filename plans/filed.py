"""A plan's own document number, as the sentences that name it give it."""

import re
from collections.abc import Iterable

from plans.contexts import Context
from plans.numbers import find_number, is_approval

# 某省人民政府令第261号公布的《X》
# 签署第768号国务院令，公布《X》
_BY_ORDER = re.compile(
    r"(?P<number>[\u4e00-\u9fff]{2,20}令\s?第\s?\d{1,5}\s?号|第\s?\d{1,5}\s?号[\u4e00-\u9fff]{2,12}令)"
    r"，?(?:公布|发布|颁布)(?:的|了|修订后的)?$"
)


def own_number(told: Iterable[Context]) -> str | None:
    """Return the first number that stands with a plan's name and is no approval's, as written; None where none does."""
    numbers = (
        number
        for context in told
        for number in (find_number(context.note), find_number(_behind_notice(context)), _ordered_by(context))
    )
    return next((number for number in numbers if number and not is_approval(number)), None)


def _behind_notice(context: Context) -> str:
    """Return the brackets behind 关于印发①的通知（文号）."""
    after = context.after
    return after[: after.index("）") + 1] if after.startswith(("的通知（", "》（")) and "）" in after else ""


def _ordered_by(context: Context) -> str:
    """Return the order that stands before the plan which it made public (某省人民政府令第261号公布的①)."""
    found = _BY_ORDER.search(context.before)
    return found["number"] if found else ""
