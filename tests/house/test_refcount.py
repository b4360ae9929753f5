"""The toolkit returns every ``None`` it borrows.

Some PySide6 releases lose one reference to ``None`` per void call and abort the interpreter after
some thousands of them; a release that does may not become the pinned one.
"""

import sys

import pytest
from PySide6.QtWidgets import QApplication, QLabel

CALLS, ALLOWED = 2_000, 50


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal from Python 3.12 on")
def test_void_calls_keep_the_references_to_none(qapp: QApplication) -> None:
    label = QLabel()
    before = sys.getrefcount(None)
    for number in range(CALLS):
        label.setText(str(number))
    assert abs(sys.getrefcount(None) - before) <= ALLOWED
