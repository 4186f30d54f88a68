"""Datasette without the questions whose answer is known: an archive is read whole by whoever reaches it, or not at all."""

from typing import Any

from datasette.app import Datasette  # type: ignore[import-untyped]
from datasette.plugins import pm  # type: ignore[import-untyped]

# Datasette asks each of them for every table and question of a page, by a query and a copy of all metadata: nine tenths
# of what its first pages cost.
OPEN = frozenset({"view-instance", "view-table", "view-query"})
OWN = "datasette.default_permissions"


class OpenDatasette(Datasette):  # type: ignore[misc]
    """Datasette that asks for permissions only where something could deny them: an ``allow`` in the metadata, or a plugin."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        """Take what Datasette takes."""
        super().__init__(*arguments, **named)
        plugins = {known.plugin_name for known in pm.hook.permission_allowed.get_hookimpls()}
        self._is_open = plugins == {OWN} and not pm.hook.get_metadata.get_hookimpls() and not _denies(named["metadata"])

    async def permission_allowed(self, actor: Any, action: str, resource: Any = None, default: Any = False) -> Any:
        """Return what Datasette would: ``default`` where nobody has a say."""
        if self._is_open and action in OPEN:
            return default
        return await super().permission_allowed(actor, action, resource=resource, default=default)


def _denies(metadata: Any) -> bool:
    """Return whether an ``allow`` stands anywhere in the metadata."""
    return isinstance(metadata, dict) and ("allow" in metadata or any(map(_denies, metadata.values())))
