"""The keys of the window."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


def bind_keys(window: QWidget, keys: Mapping[str, Callable[[], object]]) -> None:
    """Let each key do its act, wherever the keyboard is in the window."""
    for key, act in keys.items():
        QShortcut(QKeySequence(key), window).activated.connect(partial(_call, act))


def _call(act: Callable[[], object]) -> None:
    act()
