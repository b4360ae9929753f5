"""The icons are one family: one size, one weight, tinted from outside, and every one of them draws."""

from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from app.kit.words import RESOURCES

ICONS = sorted((RESOURCES / "icons").glob("*.svg"))

@pytest.mark.parametrize("icon", ICONS, ids=lambda icon: icon.stem)
def test_an_icon_is_a_stroke_in_the_text_colour(icon: object, qapp: object) -> None:
    source = icon.read_bytes()  # type: ignore[attr-defined]
    root = ElementTree.fromstring(source)
    wanted = {"viewBox": "0 0 24 24", "fill": "none", "stroke": "currentColor", "stroke-width": "1.75"}
    assert wanted.items() <= root.attrib.items()
    assert not any("fill" in part.attrib or "stroke" in part.attrib for part in root)
    image = QImage(48, 48, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(source.replace(b"currentColor", b"#000"))).render(painter)
    painter.end()
    inked = [(x, y) for x in range(48) for y in range(48) if image.pixelColor(x, y).alpha() > 127]
    assert inked
    edge = {0, 47}
    assert not any(x in edge or y in edge for x, y in inked)
