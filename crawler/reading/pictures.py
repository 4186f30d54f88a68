"""Whether an article is a picture: an explainer or a scanned notice that an editor put where its text would stand."""

import re
from itertools import islice

from .body import HINTS
from .tree import Element, names_of

# Formats of scans and of what designers deliver; a template's own spinners and icons are GIF and SVG for the most part.
_PICTURE = re.compile(r"\.(?:jpe?g|png|webp|bmp)(?:$|[?#])", re.IGNORECASE)
_FRAME = re.compile(
    r"logo|icon|ico[_.-]|qr_?code|ewm|erweima|share|weixin|wechat|loading|blank|spacer|default|error|404|empty|no_?data|nopic|avatar",
    re.IGNORECASE,
)
# An icon states a width below this (pixels); a picture to be read states a larger one, or none.
WIDTH_MIN = 200
# A page without a text has no more pictures worth looking at.
LOOKED_AT = 200
# An editor's paragraph, a link or a table stand between a picture and the element of the text, not more.
LEVELS = 12


def is_picture(root: Element) -> bool:
    """Return whether an element that a CMS fills with an article's body holds a picture: a template left hollow has none there."""
    return any(_is_large(image) and _is_inside(image) for image in islice(root.iter("img"), LOOKED_AT))


def _is_large(image: Element) -> bool:
    source = (image.get("src") or "").strip()
    width = re.match(r"\d{1,5}(?!\s*[\d%])", image.get("width") or "")
    return bool(_PICTURE.search(source)) and not _FRAME.search(source) and not (width and int(width[0]) < WIDTH_MIN)


def _is_inside(image: Element) -> bool:
    return any(HINTS.match(name) for above in islice(image.iterancestors(), LEVELS) for name in names_of(above).split())
