"""The demo offices by name, for the command lines."""

from collections.abc import Callable
from datetime import date
from functools import partial

from app.demo.office import Office
from app.demo.register import register
from app.demo.xincheng import SEED, TODAY, generate

OFFICES: dict[str, Callable[[int, date], Office]] = {
    "S": partial(generate, "S"), "M": partial(generate, "M"), "L": partial(generate, "L"),
    "creluz": partial(register, "creluz"), "mux": partial(register, "mux"),
}


def demo_office(kind: str, seed: int = SEED, today: date = TODAY) -> Office:
    """The office of that name (a size of xincheng, or one of the real registers) with records up to ``today``."""
    return OFFICES[kind](seed, today)
