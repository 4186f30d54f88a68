"""Where the body stands: the smallest element that holds most of a page's prose, with the names of CMS containers as hints."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from .anchor import anchor
from .blocks import Block
from .boilerplate import teasers_of
from .letters import letter
from .page import Page
from .tree import Element, around, names_of

# Names that the CMS families of Chinese government and news sites give the element around a body.
HINTS = re.compile(
    r"^(?:TRS_(?:UEDITOR|Editor|PreAppend)|trs_editor_view|UCAP-CONTENT|zoom(?:con)?|pages_content|vsb_content\w*|v_news_content"
    r"|article-content|article_content|articleContent|content_area|rm_txt_con|main-content|xxgk_detail_content|text_content"
    r"|detail-content|news_content|newsContent|con_con|artibody|endText|BodyLabel|wzcon|wp_articlecontent|Custom_UnionStyle"
    r"|ewb-article-info|infocontent|article-?con|article_con|articleCon|news_?cont|js_content|rich_media_content|left_zw|show_text"
    r"|mp-editor|post_(?:body|text)|article-?body|article_body|detail_?content|arc_content|xl_?content)$",
    re.IGNORECASE,
)
# What forums name the element around the text of each post: Discuz, phpBB, vBulletin, Tieba.
POSTS = re.compile(r"^post_?(?:message|content)_?\d+$", re.IGNORECASE)
# Names and elements of a page's foot, side and comments: prose under them counts this much.
DIMS = re.compile(
    r"^(?:(?:page|site|main)?[-_]?foot(?:er)?|copyright|side-?bar|sidebar\w*|comments?(?:[-_]?(?:list|box))?|recommend(?:ed)?|related)$",
    re.IGNORECASE,
)
DIM_TAGS = frozenset({"footer", "aside", "nav"})
DIM_FACTOR = 0.1
# A summary under the link of a list is next to nothing beside a body, but all there is on a page of linked news.
TEASER_FACTOR = 0.05
# A hint makes the prose under it count so much more: short bodies win over long footers, and no more.
HINT_FACTOR = 3.0
# Prose below this share of the page's outside an element is furniture that looks like prose (tuned on the labelled corpus:
# any value from 0.6 to 0.75 gives the same bodies).
MOST = 0.7
COUNT_MOST = 0.5
# The first lines below the page's first header line (来源, 发布时间) count more: a notice of one sentence wins over a site's
# own words in its foot.
HEADED_WITHIN = 6
HEADED_FACTOR = 2.0
# No single paragraph outweighs a body, however long it is.
LONGEST = 300
# A line without a sentence counts a little, so that a body of headings and table rows is found.
PLAIN_FACTOR = 0.3
WHOLE_PAGE = frozenset({"html", "body"})
# What holds the headline and the first line below its header line is the article's column, however much prose stands beside
# it, unless it has less than this share of all: then the headline stands in a head of its own, with a summary.
COLUMN_SHARE = 0.25
GROUPS = frozenset({
    "html", "body", "div", "td", "article", "section", "main", "form", "center", "table", "tbody", "tr", "ul",
    "ol", "blockquote", "font",
})  # fmt: skip

# What an editor puts around each paragraph.
BOXES = frozenset({"div", "section"})
# No body of its own: rows and entries stand among the paragraphs around them.
PARTS = frozenset({"ul", "ol", "table", "tbody", "tr"})


@dataclass(slots=True, eq=False)
class _Group:
    """A grouping element, the group around it, what prose under it counts, and the weight and the number of its prose blocks."""

    element: Element
    outer: "_Group | None"
    factor: float
    weight: float = 0.0
    prose: int = 0


def body_range(page: Page) -> tuple[int, int]:
    """Return the range of blocks that the body's element holds; the whole page where no element stands out.

    Of a thread the first post is the body: who started it wrote that, and the others answer. Of a letter its answer is a part.
    """
    found, marks = page.blocks, page.marks
    if asked := letter(found):
        return asked
    header, told = anchor(found, marks, page.head.title)
    groups = _weighed(found, marks, header)
    if post := next((group for group in groups if POSTS.match(group.element.get("id") or "")), None):
        return inside(found, [post.element])
    column = set(around(found[told.headline].element, found[told.first].element)) if told else set()
    inner: dict[_Group | None, list[_Group]] = {}
    for group in groups:
        inner.setdefault(group.outer, []).append(group)
    element, outer = page.root, None
    while outer in inner:
        heaviest = max(inner[outer], key=lambda group: group.weight)
        held = next((group for group in inner[outer] if group.element in column), None)
        if outer is not None and held is not None and held.weight >= COLUMN_SHARE * outer.weight:
            heaviest = held
        elif outer is not None and (not _holds_most(heaviest, outer) or _is_paragraph(heaviest, inner[outer])):
            break
        element, outer = heaviest.element, heaviest
    start, end = inside(found, [_whole(element)])
    # What ends above the headline is a tool's or a site's own words; and where no element stands out, they come before it.
    if told and (end <= told.headline or element.tag in WHOLE_PAGE):
        return told.header + 1, len(found)
    return start, end


def spilled_end(found: Sequence[Block], marks: Sequence[bool | None], end: int, html: str) -> int:
    """Return the index after the lines that an end tag too many put behind a body: of its paragraphs, right within what holds it.

    What is pasted into an editor may close an element that it did not open; on other pages nothing is taken for such lines.
    """
    if not end or end == len(found) or html.count("</div") <= html.count("<div"):
        return end
    holders = set(found[end - 1].element.iterancestors())
    last = end
    while last < len(found) and marks[last] is not None and not found[last].linked:
        element = found[last].element
        if element not in holders and element.getparent() not in holders:
            break
        last += 1
    return last if any(marks[end:last]) else end


def _whole(element: Element) -> Element:
    """Return the element around a list or a table that holds most of a body: paragraphs before and after it are the body's too."""
    above = element.getparent()
    while element.tag in PARTS and above is not None:
        element, above = above, above.getparent()
    return element


def inside(found: Sequence[Block], elements: Iterable[Element]) -> tuple[int, int]:
    """Return the range from the first to the last block under any of the elements; (0, 0) where they hold none."""
    under = {inner for element in elements for inner in element.iter()}
    places = [place for place, block in enumerate(found) if block.element in under]
    return (places[0], places[-1] + 1) if places else (0, 0)


def _holds_most(inner: _Group, outer: _Group) -> bool:
    return inner.weight > MOST * outer.weight and inner.prose >= COUNT_MOST * outer.prose


def _is_paragraph(group: _Group, beside: Sequence[_Group]) -> bool:
    """Return whether a group is a paragraph's own box and no body: it holds one, and another box of its kind beside it holds one too."""
    if group.prose != 1 or group.element.tag not in BOXES:
        return False
    return any(
        other is not group
        and other.prose
        and other.element.getparent() is group.element.getparent()
        and _kind(other) == _kind(group)
        for other in beside
    )


def _kind(group: _Group) -> tuple[object, ...]:
    return group.element.tag, group.element.get("class"), group.element.get("style")


def _weighed(found: Sequence[Block], marks: Sequence[bool | None], header: int) -> list[_Group]:
    """Return the groups around a page's prose, each after the one around it, with what stands under them.

    ``header`` is the place of the page's first header line.
    Text that was there before counts once: a page may hold a copy for phones beside the one for desks.
    """
    groups: dict[Element, _Group | None] = {}
    seen: set[str] = set()
    teasers = teasers_of(found)
    for place, (block, prose) in enumerate(zip(found, marks, strict=True)):
        if prose is None or block.text in seen:
            continue
        weight = min(len(block.text) - block.linked, LONGEST) * (1.0 if prose else PLAIN_FACTOR)
        seen.add(block.text)
        group = _group_of(block.element, groups)
        if group is not None:
            is_teaser = place in teasers
            is_told = header < place <= header + HEADED_WITHIN
            group.weight += (
                weight * group.factor * (TEASER_FACTOR if is_teaser else 1.0) * (HEADED_FACTOR if is_told else 1.0)
            )
            group.prose += prose and not is_teaser and group.factor >= 1.0
    ordered = list(dict.fromkeys(group for group in groups.values() if group))
    for group in reversed(ordered):
        if group.outer is not None:
            group.outer.weight += group.weight
            group.outer.prose += group.prose
    return ordered


def _group_of(element: Element, groups: dict[Element, _Group | None]) -> _Group | None:
    """Return the group that an element is or stands in, and note it for each element on the way up that was not met yet."""
    way: list[Element] = []
    above: Element | None = element
    while above is not None and above not in groups:
        way.append(above)
        above = above.getparent()
    group = groups[above] if above is not None else None
    for below in reversed(way):
        if below.tag in GROUPS:
            group = _Group(below, group, _factor(below) or (group.factor if group is not None else 1.0))
        groups[below] = group
    return group


def _factor(element: Element) -> float:
    """Return what an element makes prose under it count; 0 where it says nothing."""
    name = names_of(element)
    return (_named_factor(name) if len(name) > 1 else 0.0) or (DIM_FACTOR if element.tag in DIM_TAGS else 0.0)


# The pages of a site bear the same names.
@lru_cache(maxsize=4000)
def _named_factor(name: str) -> float:
    names = name.split()
    if any(map(HINTS.match, names)):
        return HINT_FACTOR
    return DIM_FACTOR if any(map(DIMS.match, names)) else 0.0
