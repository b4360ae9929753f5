"""The only assembly point: words, office, and then the command line or the window."""

import io
import os
import sys
import traceback
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from app.kit.process import WORK_SWITCH
from app.kit.reading.cage import FROZEN_SWITCH


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command, or the window; returns 0, or 2 for a Trouble told in words, or 1 for a defect."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given[:1] == [FROZEN_SWITCH]:  # a packed program starts itself to read a foreign file; nothing else loads
        from app.kit.reading.child import main as read_foreign_file

        read_foreign_file()
        return 0
    if given[:1] == [WORK_SWITCH]:  # and to calculate where it can be ended at any moment
        from app.kit.process import work

        work()
    from app.kit import words

    words.use_language(words.system_language())
    _prepare_streams()
    try:
        return _run(given)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (Exception, KeyboardInterrupt) as error:  # the last line of defence: a sentence, never a traceback
        return _fail(error, given)


def _run(given: Sequence[str]) -> int:
    from app.cli.parser import parsed
    from app.kit import words

    options = parsed(given)
    if options.language:
        words.use_language(options.language)
    if options.command in (None, "window"):
        from app.shell.start import run_window

        return run_window(options.office, demo=getattr(options, "demo", None), author=options.author)
    if options.command == "shots":
        from app.shell.shots import take_shots

        return take_shots(Path(options.out))
    text = _command(options)
    if text:
        print(text)
    return 0


def _command(options: Namespace) -> str:
    if options.command == "month":
        from app.cli.month import run_month

        return run_month(options)
    from app.assembly.opening import open_office
    from app.cli.commands import COMMANDS, MAKES_OFFICE

    create = options.command in MAKES_OFFICE or not options.office
    office = open_office(options.office, create=create, author=options.author)
    try:
        return COMMANDS[options.command](office, options)
    finally:
        office.close()


def _fail(error: BaseException, given: Sequence[str]) -> int:
    from app.cli.failing import as_told, failure

    if "--verbose" in given:
        traceback.print_exception(error)
    exit_code, code, sentence = failure(error)
    print(as_told(code, sentence, wants_json="--json" in given), file=sys.stderr)
    return exit_code


def _prepare_streams() -> None:
    """A sign the terminal's encoding lacks must not stop a command; what goes into a file is UTF-8."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            encoding = stream.encoding if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="replace")
