"""The words of the command line, generated from the same manifests as the window."""

import argparse
from collections.abc import Iterable, Sequence
from typing import NoReturn

from app import __version__
from app.cli.wording import in_our_words
from app.kit.errors import Trouble
from app.kit.words import _

SCREEN = "-"
ASKS = ("rest", "even", "anew", "leaver", "newcomer", "touched", "away")
DEMOS = ("S", "M", "L", "creluz", "mux")


class Usage(Trouble):
    """The words of the command line themselves are wrong."""


class _Help(argparse.HelpFormatter):
    def add_usage(
        self, usage: str | None, actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup], prefix: str | None = None,
    ) -> None:  # fmt: skip
        super().add_usage(usage, actions, groups, _("Usage:") + " " if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """An argument parser that speaks like the rest of the program."""

    def __init__(self, **options: object) -> None:
        made: dict[str, object] = {**options, "add_help": False, "allow_abbrev": False, "formatter_class": _Help}
        super().__init__(**made)  # type: ignore[arg-type]
        self._positionals.title, self._optionals.title = _("Words"), _("Options")
        self.add_argument("-h", "--help", action="help", help=_("show this help"))

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the words and how to learn them."""
        raise Usage(_("{message} See: {command} --help", message=in_our_words(message), command=self.prog))

    def _match_arguments_partial(self, actions: Sequence[argparse.Action], arg_strings_pattern: str) -> list[int]:
        # Before Python 3.12.7 a word that may be missing counted as missing as soon as an option stood before it.
        counts: list[int] = super()._match_arguments_partial(actions, arg_strings_pattern)
        while counts and not counts[-1] and "A" in arg_strings_pattern:
            counts.pop()
        return counts


def parsed(arguments: Sequence[str]) -> argparse.Namespace:
    """The options of one command; what ``do`` does not know itself are the fields of its change."""
    parser = _build()
    options, rest = parser.parse_known_args(arguments)
    if options.command == "do":
        options.values = rest
    elif rest:
        raise Usage(_("{message} See: {command} --help", command=f"pianqu {options.command or ''}".strip(),
                      message=in_our_words(f"unrecognized arguments: {' '.join(rest)}")))  # fmt: skip
    return options


def _build() -> Parser:
    """All commands; which listings, changes and sheets exist is looked up when a command runs."""
    parser = Parser(prog="pianqu", description=_("The customer-manager system of a field service office."))
    parser.add_argument("--version", action="version", version=f"pianqu {__version__}", help=_("show the version"))
    parser.set_defaults(office="", language=None, author="", verbose=False, json=False)
    _shared(parser)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=Parser, title=_("Commands"))
    _reading(commands)
    _writing(commands)
    _files(commands)
    _office(commands)
    _window(commands)
    return parser


def _shared(parser: Parser) -> None:
    """Options that may stand before or after the command; after it, only what is given counts."""
    nothing = argparse.SUPPRESS
    parser.add_argument("--office", default=nothing, metavar="FILE|URL", help=_("office file or postgresql:// address"))
    parser.add_argument("--language", default=nothing, choices=["zh_CN", "en"], help=_("language of words and files"))
    parser.add_argument("--as", dest="author", default=nothing, metavar="NAME", help=_("who works"))
    parser.add_argument("--verbose", default=nothing, action="store_true", help=_("show where an error came from"))


Commands = argparse._SubParsersAction


def _command(commands: "Commands[Parser]", name: str, what: str, *, to_file: bool = False) -> Parser:
    command: Parser = commands.add_parser(name, help=what, description=what)
    _shared(command)
    if to_file:
        command.add_argument("--json", nargs="?", const=SCREEN, default="", metavar="OUT",
                             help=_("answer as JSON, errors too; into the file OUT if it is given"))  # fmt: skip
    else:
        command.add_argument("--json", action="store_true", help=_("answer as JSON, errors too"))
    return command


def _reading(commands: "Commands[Parser]") -> None:
    command = _command(commands, "list", _("show a list; without a name, which lists there are"))
    command.add_argument("name", nargs="?", metavar="LIST")
    command.add_argument("--search", default="", metavar="TEXT", help=_("text or pinyin initials"))
    command.add_argument("--where", action="append", default=[], metavar="COLUMN=VALUE", help=_("only these rows"))
    command.add_argument("--sort", action="append", default=[], metavar="[-]COLUMN", help=_("order, - for descending"))
    command.add_argument("--limit", type=_count, default=50, metavar="N", help=_("at most so many rows; 0 for all"))
    command.add_argument("--archived", action="store_true", help=_("archived rows instead"))
    command = _command(commands, "show", _("show one row with its history"))
    command.add_argument("name", metavar="LIST")
    command.add_argument("key", metavar="KEY", help=_("code, name or id"))
    command.add_argument("--reveal", action="store_true", help=_("show telephone numbers in full"))
    command = _command(commands, "journal", _("who did what, and when"))
    command.add_argument("--limit", type=_count, default=30, metavar="N", help=_("at most so many entries"))
    command = _command(commands, "today", _("what needs to be done today"))


def _writing(commands: "Commands[Parser]") -> None:
    command = _command(commands, "do", _("make a change; without a name, which changes there are"))
    command.add_argument("name", nargs="?", metavar="CHANGE")
    command.usage = "pianqu do [CHANGE --FIELD VALUE …]"
    _allocating(_command(commands, "allocate", _("work out who should serve which area, and why"), to_file=True))
    command = _command(commands, "undo", _("take back the last change, or entry N of the journal"))
    command.add_argument("number", nargs="?", type=_count, metavar="N")
    _command(commands, "redo", _("make the change last undone again"))


def _files(commands: "Commands[Parser]") -> None:
    command = _command(commands, "import", _("take in workbooks"), to_file=True)
    command.add_argument("files", nargs="*", metavar="FILE")
    command.add_argument("--plan", action="store_true", help=_("only say what would happen"))
    command.add_argument("--skip-refused", action="store_true", help=_("take the good rows and leave the refused ones"))
    command.add_argument("--answer", metavar="OUT", help=_("write a copy that shows what was refused and why; "
                         "a folder for several files"))  # fmt: skip
    command = _command(commands, "export", _("write a list or a sheet as a workbook; without a name, which there are"))
    command.add_argument("name", nargs="?", metavar="LIST|SHEET")
    command.add_argument("--out", metavar="FILE", help=_("an .xlsx or .csv file"))
    command.add_argument("--template", action="store_true", help=_("the empty form"))
    command.add_argument("--search", default="", metavar="TEXT", help=_("text or pinyin initials"))
    command.add_argument("--month", metavar="YYYY-MM", help=_("only this month, of a sheet that has months"))
    _filling(_command(commands, "fill", _("fill a workbook that headquarters designed")))
    command = _command(commands, "print", _("write a printed form as PDF; without a name, which there are"))
    command.add_argument("name", nargs="?", metavar="PAPER")
    command.add_argument("--out", metavar="FILE")
    command.add_argument("--month", metavar="YYYY-MM")
    command.add_argument("--scenario", default="", metavar="NAME", help=_("the scenario whose moves a form tells of"))
    command = _command(commands, "month", _("run a whole month: import, assign, plan, record, appraise, print"))
    source = command.add_mutually_exclusive_group(required=True)
    source.add_argument("--from", dest="folder", metavar="FOLDER", help=_("a folder of workbooks"))
    source.add_argument("--demo", choices=DEMOS, help=_("a demo office"))
    command.add_argument("--out", required=True, metavar="OUT")
    command.add_argument("--month", metavar="YYYY-MM", help=_("the month; by default the last one with records"))


def _filling(command: Parser) -> None:
    command.add_argument("template", metavar="TEMPLATE", help=_("a workbook with {fields}", fields="{{…}}"))
    command.add_argument("--sheet", default="", metavar="SHEET", help=_("whose rows fill the row named 明细"))
    command.add_argument("--search", default="", metavar="TEXT", help=_("text or pinyin initials"))
    command.add_argument("--month", metavar="YYYY-MM", help=_("the month of the form; only its rows are taken"))
    command.add_argument("--set", dest="values", action="append", default=[], metavar="FIELD=VALUE",
                         help=_("a value of the whole form"))  # fmt: skip
    command.add_argument("--blank", action="store_true", help=_("leave fields empty that have no value"))
    command.add_argument("--check", action="store_true", help=_("only say which fields are unknown or unused"))
    command.add_argument("--out", metavar="FILE")


def _allocating(command: Parser) -> None:
    command.add_argument("--ask", choices=ASKS, default="even", help=_("the question; by default loads are evened out"))
    command.add_argument("--manager", dest="managers", action="append", default=[], metavar="NAME",
                         help=_("who leaves, is new or away: name or staff number"))  # fmt: skip
    command.add_argument("--area", dest="areas", action="append", default=[], metavar="CODE",
                         help=_("an area that may change hands"))  # fmt: skip
    command.add_argument("--lock", dest="locked", action="append", default=[], metavar="CODE",
                         help=_("an area that stays with its manager"))  # fmt: skip
    command.add_argument("--together", action="append", default=[], metavar="CODE,CODE",
                         help=_("areas that go to one and the same manager"))  # fmt: skip
    command.add_argument("--moves", type=_count, default=None, metavar="K", help=_("at most so many areas move"))
    command.add_argument("--staged", action="store_true", help=_("wishes before balance before ways before stability"))
    command.add_argument("--hard", action="store_true", help=_("nobody above his capacity"))
    command.add_argument("--whole-villages", action="store_true", help=_("villages stay whole at any price"))
    command.add_argument("--as-one", action="store_true", help=_("one successor for all areas of a leaver"))
    command.add_argument("--whole", choices=["feeder", "village"], default="", help=_("splitting these costs dearly"))
    command.add_argument("--seconds", type=_count, default=15, metavar="S", help=_("processor time at most"))
    command.add_argument("--seed", type=_count, default=1, metavar="N", help=_("another of several equal answers"))
    command.add_argument("--save", default="", metavar="NAME", help=_("keep the answer as a scenario"))


def _office(commands: "Commands[Parser]") -> None:
    command = _command(commands, "demo", _("fill an empty office with a demo county"))
    command.add_argument("size", choices=DEMOS, metavar="SIZE", help=_("S, M or L; creluz or mux for a real register"))
    command.add_argument("--seed", type=_count, default=None, metavar="N", help=_("another county of the same size"))
    command.add_argument("--files", metavar="FOLDER", help=_("write the workbooks here instead"))
    command = _command(commands, "backup", _("take a proven backup"))
    command.add_argument("--out", metavar="FILE")
    command = _command(commands, "restore", _("bring the office back to a backup"))
    command.add_argument("file", metavar="FILE")
    _command(commands, "check", _("check the database, the journal's chain and the office's rules"))


def _window(commands: "Commands[Parser]") -> None:
    command = commands.add_parser("window", help=_("open the window (also without any command)"))
    _shared(command)
    command.add_argument("--demo", choices=DEMOS, help=_("on a demo office"))
    command = commands.add_parser("shots", help=_("take pictures of every page"))
    _shared(command)
    command.add_argument("--out", required=True, metavar="FOLDER")


def _count(text: str) -> int:
    """A whole number that is not negative; argparse asks for a ValueError otherwise."""
    if not text.isascii() or not text.isdigit():
        raise ValueError(text)
    return int(text)
