"""Functions for a process of their own: they report, end, fail, hang or die."""

import os
import sys
import time
from collections.abc import Callable

from app.kit.errors import Refusal, Unreadable

Report = Callable[[int], None]


def count(upto: int, report: Report) -> int:
    """Report 1 … ``upto``; the result is one more."""
    for n in range(1, upto + 1):
        report(n)
    return upto + 1


def count_and_hang(upto: int, report: Report) -> int:
    """Report 1 … ``upto``, then never end."""
    count(upto, report)
    while True:
        time.sleep(10)


def count_and_die(upto: int, report: Report) -> int:
    """Report 1 … ``upto``, then fall dead without a word."""
    count(upto, report)
    os._exit(3)


def chatter(report: Report) -> int:
    """Write to the standard output, as libraries do."""
    print("hello")
    sys.stdout.flush()
    os.write(1, b"greetings")
    report(1)
    return 2


def refuse(kind: str, report: Report) -> int:
    """Fail in a way the user may read, or in one he may not."""
    if kind == "refusal":
        raise Refusal("No more than twelve.", "areas")
    if kind == "unreadable":
        raise Unreadable("damaged", "The file is damaged.")
    raise ZeroDivisionError(kind)


def own_number(report: Callable[[int], None]) -> int:
    """Report the number of the process, then never end."""
    report(os.getpid())
    while True:
        time.sleep(10)
