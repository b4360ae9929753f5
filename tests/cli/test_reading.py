"""``list``, ``show``, ``journal``, ``today``: on an empty and a filled office, as text and for scripts."""

from pathlib import Path

import pytest

from app.catalogue import manifests
from tests.cli.conftest import Cli, tells

LISTS = [listing.name for feature in manifests() for listing in feature.listings]


@pytest.mark.parametrize("name", LISTS)
def test_every_list_of_an_empty_office_says_so(cli: Cli, empty_office: Path, name: str) -> None:
    said = cli("list", name, "--office", empty_office)
    assert (said.code, said.err) == (0, "")
    assert said.out.strip()
    assert cli("list", name, "--office", empty_office, "--json").code == 0


def test_without_a_name_all_lists_are_named(cli: Cli, file: Path) -> None:
    assert set(cli("list", "--json", "--office", file).json) == set(LISTS)
    assert "Areas without a representative" in cli("list", "--office", file).out


def test_a_list_is_searched_filtered_sorted_and_cut(cli: Cli, file: Path) -> None:
    def names(*words: str) -> list[str]:
        return [row["name"] for row in cli("list", "areas", "--office", file, "--json", *words).json]

    assert names("--sort=-households") == ["大塘2号公变", "翠屏1号公变"]
    assert names("--search", "cp") == ["翠屏1号公变"]
    assert names("--where", "village=大塘") == ["大塘2号公变"]
    assert names("--where", "feeder=", "--limit", "1", "--sort", "code") == ["翠屏1号公变"]
    assert names("--archived") == []


def test_how_many_there_are_is_said(cli: Cli, file: Path) -> None:
    assert cli("list", "areas", "--office", file, "--limit", "1").out.endswith("1 of 2 rows\n")


def test_telephones_are_covered_unless_asked_for(cli: Cli, file: Path) -> None:
    assert "10087654321" not in cli("list", "customers", "--office", file, "--json").out
    assert "10087654321" not in cli("show", "customers", "DB1", "--office", file).out
    assert "10087654321" in cli("show", "customers", "DB1", "--office", file, "--reveal").out


@pytest.mark.parametrize("key", ["0451000001", "翠屏1号公变"])
def test_a_row_is_found_by_code_or_name(cli: Cli, file: Path, key: str) -> None:
    assert cli("show", "areas", key, "--office", file, "--json").json["households"] == 80
    assert "翠屏1号公变" in cli("show", "areas", key, "--office", file).out


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (("list", "nowhere"), "There is no list nowhere. There are: districts,"),
        (("list", "areas", "--where", "nope=1"), "Areas has no column nope. It has: code,"),
        (("list", "areas", "--where", "kind"), "Write a condition as COLUMN=VALUE, not kind."),
        (("list", "areas", "--where", "kind=zzz"), "Kind knows no “zzz”."),
        (("list", "areas", "--where", "households=many"), "Households is a number; “many” is none."),
        (("list", "areas", "--sort", "nope"), "Areas has no column nope."),
        (("show", "areas", "nosuch"), "Areas has no row nosuch."),
        (("show", "nowhere", "x"), "There is no list nowhere."),
    ],
)  # fmt: skip
def test_what_is_not_there_is_refused_with_what_is(cli: Cli, file: Path, words: tuple[str, ...], part: str) -> None:
    tells(cli(*words, "--office", file), part)


def test_the_journal_tells_who_did_what(cli: Cli, file: Path) -> None:
    entries = cli("journal", "--office", file, "--json", "--limit", "2").json
    assert [entry["author"] for entry in entries] == ["陈主任", "陈主任"]
    assert entries[0]["number"] == entries[1]["number"] + 1
    assert "Add: visit" in cli("journal", "--office", file).out


def test_today_counts_the_duties(cli: Cli, file: Path, empty_office: Path) -> None:
    counts = cli("today", "--office", file, "--json").json
    assert counts["uncovered"] == 1
    assert set(cli("today", "--office", empty_office, "--json").json) == set(counts)
    assert "pianqu list uncovered" in cli("today", "--office", file).out


def test_the_day_can_be_rehearsed_but_must_be_one(
    cli: Cli, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIANQU_TODAY", "soon")
    tells(cli("today", "--office", file), "PIANQU_TODAY is no day: soon. Write it as 2026-11-24.")
