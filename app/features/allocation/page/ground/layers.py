"""What lies on the map besides areas: feeder lines when they are wanted, backgrounds chosen or dropped as files."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from app.features.allocation.changes import AddBackdrop
from app.features.allocation.page.ground.ground import CELLS, FEEDERS, LASSO, Ground
from app.features.allocation.page.ground.lines import Behind, behind, feeder_lines, spots_by_feeder
from app.features.allocation.queries.backdrops import Drawn
from app.features.allocation.queries.outlook import Outlook
from app.kit.errors import Refusal
from app.kit.job import Progress
from app.kit.store.change import Archive
from app.kit.store.office import Done, Office
from app.kit.words import _
from app.ui.action import Action
from app.ui.desk import Desk
from app.ui.map.ground import Spot

KINDS = (".geojson", ".json")
LARGEST = 40_000_000  # bytes: nothing larger is even read


class Layers(QObject):
    """Asks for lines beside the window; imports run as jobs, and the page hears of them as of any change."""

    def __init__(self, desk: Desk, ground: Ground, page: QWidget) -> None:
        super().__init__(page)
        self._desk, self._ground, self._page = desk, ground, page
        self._drawn: tuple[Drawn, ...] = ()
        self._spots: dict[str, list[Spot]] = {}
        ground.feeders_wanted.connect(self._on_feeders_wanted)
        page.setAcceptDrops(True)
        page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A GeoJSON file may fall on the page; the window takes everything else."""
        if isinstance(event, QDropEvent) and (files := geojson_of(event.mimeData())):
            event.acceptProposedAction()
            if event.type() == QEvent.Type.Drop:
                for file in files:
                    self.add(file)
            return True
        return super().eventFilter(watched, event)

    def refresh(self) -> None:
        """Ask what lies behind the map."""
        self._desk.ask(self, "behind", behind, then=self._on_behind)

    def show_outlook(self, outlook: Outlook) -> None:
        """The areas whose feeders may be wanted."""
        spots = spots_by_feeder(outlook)
        if spots != self._spots:
            self._spots = spots
            self._ground.forget_feeders()

    def choose(self) -> None:
        """Ask for a GeoJSON file."""
        file, _kind = QFileDialog.getOpenFileName(
            self._page, _("Map background"), str(Path.home()), f"GeoJSON (*{' *'.join(KINDS)})"
        )
        if file:
            self.add(Path(file))

    def add(self, file: Path) -> None:
        """Read, check, simplify and keep it under the file's name."""
        self._desk.run(_("Reading {file}", file=file.name), partial(_import, file), writes=True)

    def actions(self) -> list[Action]:
        """Cells instead of outlines, feeder lines, the lasso; import a background, take one away."""
        texts = {
            CELLS: _("Zones of each manager"), FEEDERS: _("Lines of the feeders"),
            LASSO: _("Choose areas on the map with a lasso"),
        }  # fmt: skip
        switches = [
            Action(layer, text, partial(self._ground.switch, layer), is_on=self._ground.is_on(layer), group="map")
            for layer, text in texts.items()
        ]
        return [
            *switches,
            Action("backdrop", _("Map background from GeoJSON…"), self.choose, "import", group="backdrop"),
            *(Action(f"backdrop.{one.id}", _("Take the background {name} off the map", name=one.name),
                     partial(self._desk.do, Archive("backdrop", (one.id,))), "archive", group="backdrop")
              for one in self._drawn),
        ]  # fmt: skip

    def _on_feeders_wanted(self) -> None:
        self._desk.ask(self, "feeders", feeder_lines, self._spots, then=self._ground.show_feeders)

    def _on_behind(self, found: Behind) -> None:
        self._drawn, lines = found
        self._ground.show_backdrop(lines)


def geojson_of(dropped: QMimeData) -> list[Path]:
    """GeoJSON files of this computer among what was dropped."""
    files = [Path(url.toLocalFile()) for url in dropped.urls() if url.isLocalFile()]
    return [file for file in files if file.suffix.lower() in KINDS]


def _import(file: Path, office: Office, _progress: Progress) -> Done:
    try:
        if file.stat().st_size > LARGEST:
            raise Refusal(_("{file} is larger than {n} MB.", file=file.name, n=LARGEST // 1_000_000))
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as wrong:
        raise Refusal(_("{file} is not a text file in UTF-8. Export the GeoJSON again.", file=file.name)) from wrong
    except OSError as wrong:
        why = wrong.strerror or str(wrong)
        raise Refusal(_("{file} cannot be read: {why}.", file=file.name, why=why)) from wrong
    return office.do(AddBackdrop(text, file.stem))
