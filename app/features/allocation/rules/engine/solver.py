"""HiGHS, opened the same way everywhere: silent, one thread, repeatable."""

from typing import Any


def open_solver(**options: Any) -> Any:
    """A solver with one thread; further options by their own names."""
    import highspy

    solver: Any = highspy.Highs()  # type: ignore[no-untyped-call]
    for name, value in {"output_flag": False, "threads": 1, "random_seed": 1, **options}.items():
        solver.setOptionValue(name, value)
    return solver
