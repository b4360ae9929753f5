"""Wrong words on the command line: said in our words, with the way to the right ones."""

import pytest

from app.cli.wording import in_our_words
from tests.cli.conftest import Cli, tells

WRONG = {
    ("lst",): "There is no command lst. Did you mean list?",
    ("qqqqq",): "There is no command qqqqq.",
    ("list", "areas", "--limit", "x"): "--limit is a whole number; x is none.",
    ("list", "areas", "--limit", "-3"): "--limit is a whole number; -3 is none.",
    ("list", "areas", "--limit"): "--limit wants a value behind it.",
    ("list", "areas", "--frobnicate"): "--frobnicate is not understood here.",
    ("list", "areas", "extra"): "extra is not understood here.",
    ("list", "areas", "--archived=3"): "--archived takes no value; leave out 3.",
    ("show", "areas"): "KEY is missing.",
    ("undo", "x"): "N is a whole number; x is none.",
    ("demo", "XL"): "SIZE cannot be XL. There are: S, M, L, creluz, mux.",
    ("month", "--out", "o"): "Give one of these: --from --demo.",
    ("month", "--from", "a", "--demo", "S", "--out", "o"): "Give --demo or --from, not both.",
    ("today", "--language", "fr"): "--language cannot be fr. There are: zh_CN, en.",
}


@pytest.mark.parametrize("words", WRONG, ids=" ".join)
def test_wrong_words_are_told_in_our_words(cli: Cli, words: tuple[str, ...]) -> None:
    said = cli(*words)
    tells(said, WRONG[words], "--help")
    assert "argument" not in said.err and "invalid" not in said.err


def test_the_hint_names_the_command(cli: Cli) -> None:
    assert cli("undo", "x").err.rstrip().endswith("See: pianqu undo --help")
    assert cli("list", "--nope").err.rstrip().endswith("See: pianqu list --help")


def test_an_unforeseen_message_stays_a_sentence() -> None:
    assert in_our_words("something new in argparse") == "something new in argparse."


@pytest.mark.parametrize("words", [("--help",), ("list", "--help"), ("do", "-h"), ("month", "--help")], ids=" ".join)
def test_help_is_given(cli: Cli, words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        cli(*words)
    assert end.value.code == 0
    assert capsys.readouterr().out.startswith("Usage: pianqu")


def test_shared_options_stand_anywhere(cli: Cli, file: object) -> None:
    everywhere = [("--office", file, "list", "areas"), ("list", "--office", file, "areas"),
                  ("list", "areas", "--office", file)]  # fmt: skip
    assert len({cli(*words).out for words in everywhere}) == 1
    assert "翠屏1号公变" in cli(*everywhere[0]).out


def test_a_script_gets_its_error_as_json(cli: Cli) -> None:
    said = cli("list", "areas", "--json", "--limit", "x")
    assert (said.code, said.out) == (2, "")
    assert said.err == (
        '{"error": "--limit is a whole number; x is none. See: pianqu list --help", "code": "usage"}\n'
    )


def test_verbose_shows_where_it_came_from(cli: Cli) -> None:
    said = cli("list", "nowhere", "--verbose")
    assert said.code == 2
    assert said.err.startswith("Traceback") and "pianqu: There is no list nowhere." in said.err
