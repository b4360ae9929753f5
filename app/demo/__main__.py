"""``python -m app.demo M FOLDER``: write a demo office as a folder of workbooks."""

import argparse
import sys
from pathlib import Path

from app.demo.catalogue import OFFICES, demo_office
from app.demo.workbooks import write_folder
from app.demo.xincheng import SEED
from app.kit.errors import Trouble
from app.kit.words import _, system_language, use_language


def main(arguments: list[str] | None = None) -> int:
    """Write the folder; 0 if all is well, 2 with a sentence if it cannot be written."""
    use_language(system_language())
    told = _parser().parse_args(arguments)
    office = demo_office(told.kind, told.seed).without_managers(told.without_managers)
    try:
        for path in write_folder(office, told.folder, with_managers=told.without_managers < 1):
            print(path)
    except Trouble as trouble:
        print(trouble, file=sys.stderr)
        return 2
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m app.demo", description=_("Write a demo office as a folder of workbooks."))
    parser.add_argument("kind", choices=OFFICES, help=_("size of the county, or a real register"))
    parser.add_argument("folder", type=Path, help=_("where the workbooks go"))
    parser.add_argument("--seed", type=int, default=SEED, help=_("the same seed gives the same office"))
    parser.add_argument("--without-managers", type=float, default=0.0, metavar="SHARE",
                        help=_("share of the areas served by nobody, 0 to 1"))
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
