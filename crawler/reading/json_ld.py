"""What a page tells search engines in JSON-LD (schema.org): its headline, its day, who publishes it."""

import json
from collections.abc import Iterator
from typing import Any

from .tree import Element

TYPE = "application/ld+json"
# Under these names its facts stand beside those of the page's <meta>.
HEADLINE, PUBLISHED, PUBLISHER = "ld:headline", "ld:datepublished", "ld:publisher"


def told(root: Element) -> dict[str, str]:
    """Return what the first object that has a headline or a day of publication says, under the names above; empty without one."""
    article = next((one for one in _objects(root) if one.get("headline") or one.get("datePublished")), {})
    facts = {
        HEADLINE: article.get("headline"),
        PUBLISHED: article.get("datePublished"),
        PUBLISHER: _name(article.get("publisher")) or _name(article.get("author")),
    }
    return {name: value.strip() for name, value in facts.items() if isinstance(value, str) and value.strip()}


def _objects(root: Element) -> Iterator[dict[str, Any]]:
    """Yield the objects that the page's scripts hold, and those of their graphs; a script that is no JSON holds none."""
    for script in root.iter("script"):
        if (script.get("type") or "").strip().lower() != TYPE:
            continue
        try:
            value = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        for one in _dicts(value):
            yield one
            yield from _dicts(one.get("@graph"))


def _dicts(value: Any) -> list[dict[str, Any]]:
    return [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, dict)]


def _name(value: Any) -> Any:
    """Return the name of a person or an organisation, which may be an object, a list of them, or a plain name."""
    one = value[0] if isinstance(value, list) and value else value
    return one.get("name") if isinstance(one, dict) else one
