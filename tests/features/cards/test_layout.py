"""The office-wide layout: what ships is sound, and a slip of the pen is told in words."""

from pathlib import Path

import pytest

from app.features.cards.papers.layout import FOLDER, SHIPPED, parsed, read_layout
from app.features.cards.rules import Face
from app.kit.errors import Unreadable
from app.kit.paper import A4, Picture, Qr, Rect, Text

FULL = Face(1, "韦春生", "客户经理", "10022314087", "忻城供电公司", "城关供电所", "0772-5512345", "芝州一路", ("旧屯",))
CARD = "[card]\nwidth = 90\nheight = 54\n"
TEXT = "[[text]]\nx = 5\ny = 5\nwidth = 40\nheight = 5\ntext = "


def refused(text: str) -> str:
    with pytest.raises(Unreadable) as told:
        parsed(text, "own", Path("own.toml"))
    assert told.value.code == "layout"
    return str(told.value)


@pytest.mark.parametrize(("name", "size"), [("standard", (90, 54)), ("flat", (90, 50)), ("rounded", (85, 54))])
def test_a_layout_that_ships_puts_ten_whole_cards_on_a4(name: str, size: tuple[int, int]) -> None:
    layout = read_layout(name)
    grid = layout.grid(A4)
    assert (layout.width_mm, layout.height_mm) == size
    assert grid.columns * grid.rows == 10
    texts = " ".join(box.text for box in layout.card(FULL) if isinstance(box, Text))
    for word in (FULL.brand, FULL.office, FULL.name, FULL.title, "100 2231 4087", "旧屯", FULL.duty, FULL.address):
        assert word in texts
    assert any(isinstance(box, Qr) and "TEL;TYPE=CELL:10022314087" in box.content for box in layout.card(FULL))


@pytest.mark.parametrize("name", SHIPPED)
def test_no_text_of_a_layout_stands_on_its_square(name: str) -> None:
    boxes = read_layout(name).card(FULL)
    square = next(box for box in boxes if isinstance(box, Qr))
    for box in boxes:
        if isinstance(box, Text):
            assert (box.x_mm >= square.x_mm + square.size_mm or box.x_mm + box.width_mm <= square.x_mm
                    or box.y_mm >= square.y_mm + square.size_mm or box.y_mm + box.height_mm <= square.y_mm), box


def test_every_file_of_the_folder_is_offered() -> None:
    assert sorted(SHIPPED.values()) == sorted(file.name for file in FOLDER.glob("card*.toml"))


def test_what_nobody_knows_leaves_no_label_behind() -> None:
    texts = [box.text for box in read_layout("standard").card(Face(1, "莫日华")) if isinstance(box, Text)]
    assert texts == ["客户服务", "莫日华", "客户经理", "扫码存入通讯录"]


def test_only_rounded_cards_are_outlined() -> None:
    first = read_layout("rounded").card(FULL)[0]
    assert isinstance(first, Rect) and (first.width_mm, first.radius_mm) == (85, 3)
    assert read_layout("rounded").label() == "85 × 54 mm, rounded"
    assert read_layout("standard").label() == "90 × 54 mm"


def test_an_unknown_placeholder_is_named_with_those_there_are() -> None:
    told = refused(CARD + TEXT + '"{fone}"')
    assert "own.toml, text 1" in told and "{fone}" in told and "{phone}" in told
    assert "{salary}" in refused(CARD + TEXT + '"x"\nneeds = ["salary"]')


def test_braces_that_do_not_match_are_told() -> None:
    assert "{name" in refused(CARD + TEXT + '"{name"')


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ("[[text]]\nx = 60\ny = 5\nwidth = 40\nheight = 5\ntext = 'a'", "x = 100 mm"),
        ("[[rect]]\nx = -1\ny = 5\nwidth = 40\nheight = 5", "x = -1 mm"),
        ("[[line]]\nx = 5\ny = 5\nto_x = 20\nto_y = 54.5", "y = 54.5 mm"),
        ("[[qr]]\nx = 60\ny = 30\nsize = 25", "y = 55 mm"),
    ],
)
def test_a_box_outside_the_card_is_told_with_its_place(entry: str, told: str) -> None:
    said = refused(CARD + entry)
    assert told in said and "90 × 54 mm" in said


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[card]\nwidth = 90", "height must lie between 40 and 190 mm"),
        ("[card]\nwidth = 900\nheight = 54", "width must lie between"),
        ("[card]\nwidth = 90\nheight = 54\nbleed = 3", "bleed is no size"),
        (CARD + "[words]\ntitel = 'x'", "titel is unknown"),
        (CARD + "[words]\nmore = '{village}'", "{names}, {count}"),
        (CARD + "[[stamp]]\nx = 1", "stamp"),
        (CARD + "[text]\nx = 1", "[[text]]"),
        (CARD + "[[text]]\nx = 1\ny = 1\nwidth = 5\nheight = 5", "text is missing"),
        (CARD + TEXT + "'a'\ncolor = '#000000'", "color is unknown"),
        (CARD + TEXT + "'a'\ncolour = 'teal'", "#00706b"),
        (CARD + TEXT + "'a'\nsize = 'big'", "size must be a number"),
        (CARD + TEXT + "'a'\nbold = 'yes'", "true or false"),
        (CARD + TEXT + "'a'\nalign = 'middle'", "left, center, right"),
        (CARD + TEXT + "5", "quotation marks"),
        (CARD + "[[qr]]\nx = 5\ny = 5\nsize = 12", "at least 20 mm"),
        ("[card\nwidth", "no toml file"),
    ],
)
def test_every_other_slip_is_told_in_words(text: str, told: str) -> None:
    assert told in refused(text)


def test_an_own_layout_is_read_from_its_path_with_its_logo_beside_it(tmp_path: Path) -> None:
    own = tmp_path / "ours.toml"
    own.write_text(CARD + '[[picture]]\nx = 5\ny = 5\nwidth = 10\nheight = 10\nfile = "logo.svg"', encoding="utf-8")
    (box,) = read_layout(str(own)).card(FULL)
    assert isinstance(box, Picture) and box.path == str(tmp_path / "logo.svg")


def test_a_layout_that_is_not_there_is_told() -> None:
    with pytest.raises(Unreadable, match="standard, flat, rounded"):
        read_layout("pretty")
    with pytest.raises(Unreadable, match=r"gone\.toml"):
        read_layout("/nowhere/gone.toml")
