"""The words of the command line, generated from the same manifests as the window."""

import argparse
from typing import NoReturn

from app import __version__
from app.kit.errors import Trouble
from app.kit.words import _


class Parser(argparse.ArgumentParser):
    """An argument parser that speaks like the rest of the program."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the words and how to learn them."""
        raise Trouble(_("{message}. See: {command} --help", message=message, command=self.prog))


def build_parser() -> Parser:
    """All commands; which listings, changes and sheets exist is looked up when a command runs."""
    parser = Parser(prog="pianqu", description=_("The customer-manager system of a field service office."))
    parser.add_argument("--version", action="version", version=f"pianqu {__version__}")
    parser.set_defaults(office="", language=None, author="", verbose=False)
    _shared(parser)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=Parser)
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


def _command(commands: "Commands[Parser]", name: str, what: str) -> Parser:
    command: Parser = commands.add_parser(name, help=what, description=what)
    _shared(command)
    command.add_argument("--json", nargs="?", const="-", metavar="OUT", help=_("answer as JSON, into OUT if given"))
    return command


def _reading(commands: "Commands[Parser]") -> None:
    command = _command(commands, "list", _("show a list; without a name, which lists there are"))
    command.add_argument("name", nargs="?", metavar="LIST")
    command.add_argument("--search", default="", help=_("text or pinyin initials"))
    command.add_argument("--where", action="append", default=[], metavar="COLUMN=VALUE", help=_("only these rows"))
    command.add_argument("--sort", action="append", default=[], metavar="[-]COLUMN", help=_("order, - for descending"))
    command.add_argument("--limit", type=int, default=50, help=_("at most so many rows; 0 for all"))
    command.add_argument("--archived", action="store_true", help=_("archived rows instead"))
    command = _command(commands, "show", _("show one row with its history"))
    command.add_argument("name", metavar="LIST")
    command.add_argument("key", metavar="KEY", help=_("code, name or id"))
    command.add_argument("--reveal", action="store_true", help=_("show telephone numbers in full"))
    command = _command(commands, "journal", _("who did what, and when"))
    command.add_argument("--limit", type=int, default=30)
    command = _command(commands, "today", _("what needs to be done today"))


def _writing(commands: "Commands[Parser]") -> None:
    command = _command(commands, "do", _("make a change; without a name, which changes there are"))
    command.add_argument("name", nargs="?", metavar="CHANGE")
    command.add_argument("values", nargs=argparse.REMAINDER, metavar="--FIELD VALUE")
    command = _command(commands, "undo", _("take back the last change, or entry N of the journal"))
    command.add_argument("number", nargs="?", type=int, metavar="N")
    _command(commands, "redo", _("make the change last undone again"))


def _files(commands: "Commands[Parser]") -> None:
    command = _command(commands, "import", _("take in workbooks"))
    command.add_argument("files", nargs="+", metavar="FILE")
    command.add_argument("--plan", action="store_true", help=_("only say what would happen"))
    command.add_argument("--skip-refused", action="store_true", help=_("take the good rows and leave the refused ones"))
    command = _command(commands, "export", _("write a list or a sheet as a workbook"))
    command.add_argument("name", metavar="LIST|SHEET")
    command.add_argument("--out", required=True, metavar="FILE")
    command.add_argument("--template", action="store_true", help=_("the empty form"))
    command.add_argument("--search", default="")
    command = _command(commands, "print", _("write a printed form as PDF; without a name, which there are"))
    command.add_argument("name", nargs="?", metavar="PAPER")
    command.add_argument("--out", metavar="FILE")
    command.add_argument("--month", metavar="YYYY-MM")
    command = _command(commands, "month", _("run a whole month: import, assign, plan, record, appraise, print"))
    source = command.add_mutually_exclusive_group(required=True)
    source.add_argument("--from", dest="folder", metavar="FOLDER", help=_("a folder of workbooks"))
    source.add_argument("--demo", choices=["S", "M", "L", "creluz", "mux"], help=_("a demo office"))
    command.add_argument("--out", required=True, metavar="OUT")
    command.add_argument("--month", metavar="YYYY-MM", help=_("the month; by default the last one with records"))


def _office(commands: "Commands[Parser]") -> None:
    command = _command(commands, "demo", _("fill an empty office with a demo county"))
    command.add_argument("size", choices=["S", "M", "L", "creluz", "mux"])
    command.add_argument("--seed", type=int, default=None)
    command.add_argument("--files", metavar="FOLDER", help=_("write the workbooks here instead"))
    command = _command(commands, "backup", _("take a proven backup"))
    command.add_argument("--out", metavar="FILE")
    command = _command(commands, "restore", _("bring the office back to a backup"))
    command.add_argument("file", metavar="FILE")
    _command(commands, "check", _("check the database, the journal's chain and the office's rules"))


def _window(commands: "Commands[Parser]") -> None:
    command = commands.add_parser("window", help=_("open the window (also without any command)"))
    _shared(command)
    command.add_argument("--demo", choices=["S", "M", "L", "creluz", "mux"], help=_("on a demo office"))
    command = commands.add_parser("shots", help=_("take pictures of every page"))
    _shared(command)
    command.add_argument("--out", required=True, metavar="FOLDER")
