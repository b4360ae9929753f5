"""The only assembly point: words, office, and then the command line or the window."""

import os
import sys
import traceback
from argparse import Namespace
from collections.abc import Callable, Sequence
from pathlib import Path

from app.cli.parser import build_parser
from app.kit import words
from app.kit.errors import Cancelled, Trouble
from app.kit.office import Office
from app.kit.words import _

Command = Callable[[Office, Namespace], str]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command, or the window; returns 0, or 2 for a Trouble told in words, or 1 for a defect."""
    words.use_language(words.system_language())
    verbose = "--verbose" in (sys.argv if arguments is None else arguments)
    try:
        return _run(arguments)
    except Trouble as trouble:
        if verbose:
            traceback.print_exc()
        print(f"pianqu: {trouble}", file=sys.stderr)
        return 2
    except (Cancelled, KeyboardInterrupt):
        print(f"pianqu: {_('Cancelled; nothing was kept.')}", file=sys.stderr)
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:  # noqa: BLE001 - the last line of defence: a sentence, never a traceback
        if verbose:
            traceback.print_exc()
        told = _("Something went wrong inside the program ({what}). Nothing was half-done. Details: --verbose.",
                 what=type(error).__name__)  # fmt: skip
        print(f"pianqu: {told}", file=sys.stderr)
        return 1


def _run(arguments: Sequence[str] | None) -> int:
    options = build_parser().parse_args(arguments)
    if options.language:
        words.use_language(options.language)
    if options.command in (None, "window"):
        from app.shell.start import run_window

        return run_window(options.office, demo=getattr(options, "demo", None), author=options.author)
    if options.command == "shots":
        from app.shell.shots import take_shots

        return take_shots(Path(options.out))
    if options.command == "month":
        from app.cli.month import run_month

        return _answer(options, run_month(options))
    from app.cli.commands import COMMANDS
    from app.assembly.opening import open_office

    office = open_office(options.office, author=options.author)
    try:
        return _answer(options, COMMANDS[options.command](office, options))
    finally:
        office.close()


def _answer(options: Namespace, text: str) -> int:
    target = options.json
    if target and target != "-":
        try:
            Path(target).write_text(text + "\n", encoding="utf-8")
        except OSError as error:
            raise Trouble(_("{file} cannot be written: {why}.", file=target, why=error.strerror)) from error
    elif text:
        print(text)
    return 0
