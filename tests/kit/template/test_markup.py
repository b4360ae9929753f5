"""The tree gives back what it read, also where the markup is odd; only what is changed changes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kit.reading.limits import Rejected
from app.kit.template.markup import parse

ODD = [
    "<?xml version='1.0'?>\r\n<a  b = 'x>y'  c=\"&lt;\"><!-- <d> --><x:e/><f></f>tail</a>\n",
    "\ufeff<a><![CDATA[<b>]]></a>",
    "<xml><div>first<br>second</div><v:shape id='_x0000'/></xml>",
]


@pytest.mark.parametrize("text", ODD)
def test_every_byte_comes_back(text: str) -> None:
    assert str(parse(text)) == text
    assert str(parse(text).copy()) == text


@given(st.text(alphabet="<>/ab='\" !-?&;", max_size=60))
def test_nothing_is_lost_of_what_is_no_markup(text: str) -> None:
    assert str(parse(text)) == text


@given(st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=30))
def test_a_text_that_is_put_is_the_text_that_is_read(text: str) -> None:
    node = parse("<a b='1' c=\"2\"/>").elements()[0]
    node.put("b", text)
    node.say(text)
    again = parse(str(node)).elements()[0]
    assert (again.get("c"), again.text()) == ("2", text)


def test_attributes_change_in_their_place() -> None:
    node = parse("<x:row r='5' ht=\"24\" x14ac:dyDescent='0.3'>5</x:row>").elements()[0]
    node.put("r", "6")
    node.put("hidden", "1")
    node.put("ht", None)
    assert str(node) == '<x:row r="6" x14ac:dyDescent=\'0.3\' hidden="1">5</x:row>'


def test_markup_nested_beyond_reason_is_rejected() -> None:
    assert str(parse("<a>" * 150)) == "<a>" * 150
    with pytest.raises(Rejected):
        parse("<a>" * 250)
