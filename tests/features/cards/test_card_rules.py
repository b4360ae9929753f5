"""What a card says: places that fit, telephone numbers, and the vCard of its square."""

from hypothesis import given
from hypothesis import strategies as st

from app.features.cards.rules import MOST_BYTES, Face, Wording, gaps, listed, spaced, spoken, vcard

CHINESE = Wording(title="客户经理", more="{names}等{count}处", most=20)
names = st.text("户山村旧屯日新街思练社区", min_size=1, max_size=8)


def test_places_that_fit_are_all_named() -> None:
    assert listed(("户山村", "旧屯", "日新街"), CHINESE) == "户山村、旧屯、日新街"
    assert listed((), CHINESE) == ""


def test_too_many_places_end_with_how_many_there_are() -> None:
    assert listed([f"户山村{n}屯" for n in range(9)], CHINESE) == "户山村0屯、户山村1屯、户山村2屯等9处"


@given(st.lists(names, max_size=40), st.integers(1, 60))
def test_a_list_of_places_is_no_longer_than_its_room_unless_one_name_is(places: list[str], most: int) -> None:
    text = listed(places, CHINESE, most)
    assert len(text) <= most or text in {CHINESE.more.format(names=places[0], count=len(places)), "".join(places)}
    assert not places or text.startswith(places[0])


def test_a_mobile_number_is_grouped_and_another_is_left_alone() -> None:
    assert spaced("10022314087") == "100 2231 4087"
    assert [spaced(number) for number in ("0772-5512345", "07725512345", "95598", "")] == [
        "0772-5512345", "07725512345", "95598", ""]  # fmt: skip


def test_the_title_of_the_layout_stands_in_and_a_doubled_office_is_said_once() -> None:
    said = spoken(Face(1, "莫日华", brand="城关供电所", office="城关供电所"), CHINESE)
    assert (said["title"], said["brand"], said["office"]) == ("客户经理", "城关供电所", "")


def test_a_vcard_names_person_office_title_telephones_and_places() -> None:
    face = Face(
        1, "欧阳昌㛃", "高级客户经理", "10004679921", "忻城供电公司", "思练供电所", "0772-5512345", "", ("旧屯",)
    )  # fmt: skip
    assert vcard(face, CHINESE).split("\r\n") == [
        "BEGIN:VCARD", "VERSION:3.0", "N:欧阳昌㛃;;;;", "FN:欧阳昌㛃", "ORG:忻城供电公司;思练供电所",
        "TITLE:高级客户经理", "TEL;TYPE=CELL:10004679921", "TEL;TYPE=WORK:0772-5512345", "NOTE:旧屯", "END:VCARD",
    ]  # fmt: skip


def test_signs_that_mean_something_in_a_vcard_are_escaped() -> None:
    told = vcard(Face(1, "a;b,c\\d"), Wording())
    assert "FN:a\\;b\\,c\\\\d" in told
    assert "TITLE" not in told and "TEL" not in told and "NOTE" not in told


@given(st.lists(names, max_size=60), st.integers(1, 200))
def test_the_places_never_make_a_square_too_fine_to_read(places: list[str], most: int) -> None:
    told = vcard(Face(1, "韦春生", "客户经理", "10022314087", places=tuple(places)), Wording(most=most))
    assert len(told.encode()) <= MOST_BYTES
    assert told.endswith("END:VCARD")


def test_what_is_missing_is_told_with_the_telephone_first() -> None:
    assert gaps(Face(1, "莫日华")) == ("phone", "title", "places", "duty")
    assert gaps(Face(1, "莫日华", "客户经理", "100", duty="95598", places=("旧屯",))) == ()
