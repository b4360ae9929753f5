"""Compile every catalogue here, ``<language>.po``, to ``<language>/LC_MESSAGES/pianqu.mo``.

A catalogue older than its compiled form is left alone. Prints one line when it compiled something.
"""

import os
import sys
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

HERE = Path(__file__).resolve().parent


def compile_catalogue(source: Path) -> bool:
    """Compile one ``.po`` file when its ``.mo`` is missing or older; whether it was compiled.

    The compiled file appears whole or not at all: a program may be reading the one before.
    """
    target = source.parent / source.stem / "LC_MESSAGES" / "pianqu.mo"
    if target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns:
        return False
    with source.open("rb") as file:
        catalogue = read_po(file, locale=source.stem, charset="utf-8", abort_invalid=True)
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_suffix(".mo.new")
    with draft.open("wb") as file:
        write_mo(file, catalogue)
    os.replace(draft, target)
    return True


def main(folder: Path = HERE) -> int:
    """Compile what is stale in ``folder``; the exit code."""
    compiled = [source.stem for source in sorted(folder.glob("*.po")) if compile_catalogue(source)]
    if compiled:
        print("translations compiled: " + ", ".join(compiled))
    return 0


if __name__ == "__main__":
    sys.exit(main())
