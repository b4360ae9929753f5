"""What all tabs of one import share."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.kit.planning.comparing import Key
from app.kit.sheet import Brought, Sheet, Values
from app.kit.store.context import Context


@dataclass
class Surroundings:
    """The office's records, and what earlier tabs bring."""

    ctx: Context
    pending: list[Brought] = field(default_factory=list)
    _stored: dict[str, dict[Key, Values]] = field(default_factory=dict)

    def stored(self, sheet: Sheet) -> Mapping[Key, Values]:
        """The sheet's stored rows by key, asked once."""
        if sheet.name not in self._stored:
            self._stored[sheet.name] = {sheet.key_of(values): values for values in sheet.stored(self.ctx)}
        return self._stored[sheet.name]
