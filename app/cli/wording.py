"""What argparse says in English, in the program's own words."""

import re
from difflib import get_close_matches

from app.kit.words import N_, _

_SAYINGS = (
    (r"unrecognized arguments: (?P<words>.+)", N_("{words} is not understood here.")),
    (r"the following arguments are required: (?P<words>.+)", N_("{words} is missing.")),
    (r"argument (?P<name>\S+): invalid choice: '(?P<word>.*)' \(choose from (?P<known>.+)\)",
     N_("{name} cannot be {word}. There are: {known}.")),
    (r"argument (?P<name>\S+): expected (?:one|at least one) argument", N_("{name} wants a value behind it.")),
    (r"argument (?P<name>\S+): invalid \w+ value: '(?P<word>.*)'", N_("{name} is a whole number; {word} is none.")),
    (r"argument (?P<name>\S+): not allowed with argument (?P<other>\S+)", N_("Give {name} or {other}, not both.")),
    (r"one of the arguments (?P<words>.+) is required", N_("Give one of these: {words}.")),
    (r"argument (?P<name>\S+): ignored explicit argument '(?P<word>.*)'",
     N_("{name} takes no value; leave out {word}.")),
)


def in_our_words(message: str) -> str:
    """The sentence for one of argparse's messages; a message nobody foresaw stays as it is."""
    for pattern, sentence in _SAYINGS:
        found = re.fullmatch(pattern, message, re.DOTALL)
        if found:
            return _no_command(**found.groupdict()) or _(sentence, **_plain(found.groupdict()))
    return f"{message}."


def _plain(said: dict[str, str]) -> dict[str, str]:
    return {**said, "known": said["known"].replace("'", "")} if "known" in said else said


def _no_command(name: str = "", word: str = "", known: str = "", **_rest: str) -> str:
    """An unknown command, with the one that was probably meant."""
    if name != "COMMAND" or not known:
        return ""
    near = get_close_matches(word, known.replace("'", "").split(", "), 1)
    return _("There is no command {word}. Did you mean {near}?", word=word, near=near[0]) if near else _(
        "There is no command {word}.", word=word)  # fmt: skip
