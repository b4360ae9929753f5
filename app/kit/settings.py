"""What the program remembers for one person on one computer: widths, sorting, views, the last folder.

A small json file; losing it loses comfort, never records. ``PIANQU_HOME`` moves it.
"""

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from platformdirs import user_config_dir

from app.kit.errors import Trouble
from app.kit.target import swapped_in


class UserSettings:
    """Plain values (json) by name, written at once; an unreadable or unwritable file is no obstacle."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._values: dict[str, Any] = {}
        with suppress(OSError, ValueError):
            told = json.loads(file.read_text("utf-8"))
            self._values = told if isinstance(told, dict) else {}

    def get(self, name: str, default: Any = None) -> Any:
        """What was kept under ``name``."""
        return self._values.get(name, default)

    def keep(self, name: str, value: Any) -> None:
        """Remember ``value``; None forgets the name."""
        if self._values.get(name) == value:
            return
        if value is None:
            self._values.pop(name, None)
        else:
            self._values[name] = value
        with suppress(OSError, Trouble):
            self._write()

    def _write(self) -> None:
        self.file.parent.mkdir(parents=True, exist_ok=True)
        with swapped_in(self.file) as beside:
            beside.write_text(json.dumps(self._values, ensure_ascii=False, indent=1, sort_keys=True), "utf-8")


def home() -> Path:
    """The folder of this person's settings: ``PIANQU_HOME``, or where the system keeps such files."""
    return Path(os.environ.get("PIANQU_HOME") or user_config_dir("pianqu", appauthor=False))


def user_settings() -> UserSettings:
    """The settings of the person at this computer."""
    return UserSettings(home() / "settings.json")
