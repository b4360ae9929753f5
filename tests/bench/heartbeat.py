"""How long the window's thread is kept from answering while the office works, and how long the work takes.

The real window on a fresh office: the real register's folder is planned, applied, undone and redone; then, in the
demo county, a month is published, a month planned and an allocation proposed. A timer of 5 ms in the window's thread
writes down its gaps: ``own`` is work of that thread, ``kept out`` is another thread of the program that would not let
go; in an ``idle`` gap the program computed for less than the limit and waited for the processor: a computer busy with
other things.

Limit: 50 ms. With ``--where`` what every thread does in a long gap is written to standard error; the frames are
read while they run, which may end the bench early.

    python -m tests.bench.heartbeat [--register] [--where]
"""

import faulthandler
import os
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("PIANQU_HOME", tempfile.mkdtemp())
os.environ.setdefault("PIANQU_TODAY", "2026-11-24")

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer

from app.demo.catalogue import demo_office
from app.demo.workbooks import write_folder
from app.features.allocation.page.proposal import ProposalPage
from app.features.appraisal.changes.periods import OpenPeriod, PublishPeriod
from app.features.appraisal.model import Scheme
from app.features.visits.changes.plan import PlanMonth
from app.kit import words
from app.shell.frame.ahead import LoadingAhead
from app.shell.start import begin
from app.shell.window import MainWindow
from app.ui.plan import PlanView

BEAT, LIMIT, PATIENCE = 5, 50, 180


@dataclass(frozen=True)
class Gap:
    """Milliseconds between two beats: by the clock, of the window's thread, of the whole program."""

    clock: float
    thread: float
    program: float

    @property
    def kind(self) -> str:
        """Who kept the window from answering."""
        if self.thread > LIMIT:
            return "own"
        return "kept out" if self.program > LIMIT else "idle"

    @property
    def ours(self) -> float:
        """Milliseconds of it in which the program computed: a busy computer makes a gap longer, not this."""
        return min(self.clock, self.thread if self.kind == "own" else self.program)


@dataclass
class Heart:
    """Beats in the window's thread."""

    where: bool
    gaps: list[Gap] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._last = _clocks()
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)

    def measure(self, act: Callable[[], object], until: Callable[[], bool]) -> float:
        """Seconds from ``act`` until ``until`` holds and everything is painted; the gaps are kept."""
        self.gaps.clear()
        self._last = _clocks()
        self._timer.start(BEAT)
        began = time.monotonic()
        act()
        while not until():
            QCoreApplication.processEvents()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # as in the loop of a real program
            time.sleep(0.0005)
            assert time.monotonic() < began + PATIENCE, "it never came to an end"
        spent = time.monotonic() - began
        self._timer.stop()
        faulthandler.cancel_dump_traceback_later()
        return spent

    def _beat(self) -> None:
        now = _clocks()
        self.gaps.append(Gap(*((new - old) * 1000 for new, old in zip(now, self._last, strict=True))))
        if self.where and self.gaps[-1].clock > LIMIT:
            print(f"^^^ {self.gaps[-1]} {self.gaps[-1].kind}", file=sys.stderr, flush=True)
        self._last = _clocks()
        if self.where:
            faulthandler.dump_traceback_later(LIMIT / 1000, file=sys.stderr)


def _clocks() -> tuple[float, float, float]:
    return time.perf_counter(), time.thread_time(), time.process_time()


@dataclass(frozen=True)
class Story:
    """A window whose acts are measured one after another."""

    heart: Heart
    window: MainWindow

    def do(self, name: str, act: Callable[[], object], until: Callable[[], bool] = lambda: True) -> float:
        """Measure one act until nothing is under way any more, print what came of it; the longest gap that is ours."""
        used = time.process_time()
        spent = self.heart.measure(act, lambda: until() and self.window.desk.wait_idle(0.01))
        gaps = sorted(self.heart.gaps, key=lambda gap: gap.clock)
        long = [gap for gap in gaps if gap.clock > LIMIT]
        ours = [gap for gap in long if gap.kind != "idle"]
        told = ", ".join(f"{gap.clock:.0f} {gap.kind}" for gap in long[-6:])
        print(
            f"{name:28}{spent:6.2f} s {time.process_time() - used:6.2f} CPU s; longest gap {gaps[-1].clock:6.1f} ms, "
            f"p99 {gaps[len(gaps) * 99 // 100].clock:5.1f} ms, {len(long)} above {LIMIT} ms, "
            f"{len(ours)} of them ours ({told})", flush=True,
        )  # fmt: skip
        return max(gap.ours for gap in gaps)


def opened(heart: Heart, file: Path, tab: tuple[str, str]) -> Story:
    """The real window on a fresh office, a page in front."""
    program = begin(str(file), author="bench")
    window = program.shown
    assert isinstance(window, MainWindow)
    QCoreApplication.processEvents()
    window.desk.wait_idle(30)
    window.go(*tab)
    window.desk.wait_idle(30)
    story = Story(heart, window)
    story.do("load ahead", lambda: None, lambda: bool(heart.gaps) and not window.findChildren(LoadingAhead))
    return story


def take_in(story: Story, files: Path) -> float:
    """A workbook, or a folder of them, planned and applied; the longest gap that is ours."""
    window = story.window

    def plan_is_shown() -> bool:
        view = window.findChild(PlanView)
        return view is not None and view.isVisible()

    def apply() -> None:
        view = window.findChild(PlanView)
        assert view is not None
        view.applied.emit()

    planning = story.do("plan the import", lambda: window.doors.plan_import([files]), plan_is_shown)
    return max(planning, story.do("apply it", apply, lambda: not plan_is_shown()))


def register(heart: Heart, folder: Path, tab: tuple[str, str]) -> None:
    """The real register of 5,950 rows: plan, apply, undo, redo, the map."""
    books = folder / "creluz"
    if not books.exists():
        write_folder(demo_office("creluz"), books)
    story = opened(heart, folder / f"register-{tab[1]}.db", tab)
    window = story.window
    take_in(story, books)
    story.do("undo it", window.desk.undo)
    story.do("redo it", window.desk.redo)
    story.do("list of areas", lambda: window.go("allocation", "territory"))
    story.do("map of 5,385 areas", lambda: window.go("allocation", "proposal"))
    window.close()


def county(heart: Heart, folder: Path) -> None:
    """The demo county M: publish a month, plan a month."""
    story = opened(heart, folder / "county.db", ("today", ""))
    desk = story.window.desk
    story.do("load the demo county M", lambda: story.window.doors.load_demo("M"))
    scheme = desk.office.ask(lambda ctx: ctx.session.query(Scheme.id).limit(1).scalar())
    period = desk.office.do(OpenPeriod("2026-11", scheme)).result
    story.do("publish a month", lambda: desk.do(PublishPeriod(period, "2026-11")))
    story.do("plan a month", lambda: desk.do(PlanMonth("2026-12")))
    story.do("undo it", desk.undo)
    propose(story)
    story.window.close()


def propose(story: Story) -> None:
    """Ask for an allocation of the whole office; the better answers are shown while they come."""
    page = story.window.go("allocation", "proposal")
    assert isinstance(page, ProposalPage)
    story.window.desk.wait_idle(30)
    begun: list[bool] = []
    page.proposing.begun.connect(lambda: begun.append(True))
    page.carry_out("propose")  # opens the question
    story.do("propose, shown live", lambda: page.carry_out("propose"),
             lambda: bool(begun) and not page.proposing.is_running)


def main() -> None:
    """Print a line for each act."""
    words.use_language("zh_CN")
    heart = Heart("--where" in sys.argv)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        print("the real register, a list in front")
        register(heart, folder, ("allocation", "territory"))
        print("the real register, the map in front")
        register(heart, folder, ("allocation", "proposal"))
        if "--register" not in sys.argv:  # the register alone
            print("the demo county M")
            county(heart, folder)


if __name__ == "__main__":
    main()
