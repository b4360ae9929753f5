"""``demo``: a demo county into an empty office, or its workbooks into a folder."""

from argparse import Namespace
from pathlib import Path

from app.assembly.filling import load_demo
from app.cli import said
from app.demo.catalogue import demo_office
from app.demo.workbooks import write_folder
from app.demo.xincheng import SEED
from app.kit.store.office import Office
from app.kit.words import _


def fill_demo(office: Office, options: Namespace) -> str:
    """Import a demo county into an empty office, or write its workbooks into a folder."""
    if options.files:
        written = write_folder(demo_office(options.size, options.seed or SEED), Path(options.files))
        return said.as_json([str(file) for file in written]) if options.json else "\n".join(map(str, written))
    done = load_demo(office, options.size, said.progress(_("Demo office")), options.seed)
    return said.as_json({"entry": done.number, "rows": done.result}) if options.json else done.said
