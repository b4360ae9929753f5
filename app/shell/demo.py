"""Filling an empty office with a made-up county, as one change that one undo takes away."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import ClassVar

from app.catalogue import manifests
from app.demo.catalogue import demo_office
from app.demo.workbooks import write_folder
from app.features.org.changes import SetSetting
from app.kit.change import Change
from app.kit.context import Context
from app.kit.job import Progress
from app.kit.office import Done, Office
from app.kit.planning import import_of, plan_files
from app.kit.sheet import ImportRows
from app.kit.words import N_, _


@dataclass(frozen=True)
class LoadDemo(Change):
    """Import a demo office and mark this one as such."""

    title: ClassVar[str] = N_("Load the demo office {size}")
    permission: ClassVar[str] = "sheets.import"
    size: str
    rows: ImportRows

    def subject(self) -> Mapping[str, object]:
        return {"size": self.size}

    def apply(self, ctx: Context) -> int:
        SetSetting("office.demo", self.size).apply(ctx)
        return self.rows.apply(ctx)


def load_demo(size: str, office: Office, progress: Progress) -> Done:
    """A job: generate, plan, import."""
    sheets = [sheet for feature in manifests() for sheet in feature.sheets]
    with TemporaryDirectory(prefix="pianqu-") as folder:
        progress.step(0, 1, _("Making up the demo office"))
        write_folder(demo_office(size), Path(folder))
        plans = office.ask(plan_files, [folder], sheets, progress)
    return office.do(LoadDemo(size, import_of(plans, progress)))
