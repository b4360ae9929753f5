"""Set up the checkout and work in it, with nothing but Python 3.11 or newer and pip.

    python3 installer/dev.py setup          virtual environment, pinned packages, translations
    python3 installer/dev.py run            set up, then open the window on a demo office
    python3 installer/dev.py test [...]     set up, then the whole test suite offscreen
    python3 installer/dev.py lint [...]     ruff, mypy and import contracts, or those named
    python3 installer/dev.py shots          every page as pictures in out/shots
    python3 installer/dev.py bench [NAME]   one benchmark; without a name, the list

The file parses on older Pythons too, so that it can say what is wrong with them.
"""

from __future__ import annotations

import ast
import hashlib
import importlib.util
import json
import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
STAMP = VENV / "pianqu-setup.json"
LOCK = ROOT / "installer" / "requirements.lock"
BENCHES = ROOT / "tests" / "bench"
BUILDS = ("resources/i18n/build.py",)
WINDOWS = os.name == "nt"
PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")
OLDEST = (3, 11)
WORKERS = "2"

LINT_IMPORTS = "from importlinter.cli import lint_imports_command as run; run(['--no-logo'])"
CHECKS = {
    "ruff": ["-m", "ruff", "check", "--quiet", "."],
    "mypy": ["-m", "mypy"],
    "imports": ["-c", LINT_IMPORTS],
}

OPEN_QT = "from PySide6.QtWidgets import QApplication; QApplication([])"
QT_NEEDS = "libegl1 libgl1 libxkbcommon0 libfontconfig1 libdbus-1-3 libglib2.0-0 libx11-6"
XCB_NEEDS = (
    "libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 "
    "libxcb-shape0 libxcb-xkb1 libxkbcommon-x11-0"
)
NO_INDEX = ("connection", "name resolution", "getaddrinfo", "timed out", "could not find a version")


class Stop(Exception):
    """What keeps us from going on, in a sentence that says what to do."""


def environment(**more: str) -> dict[str, str]:
    """The child processes' environment: UTF-8 everywhere, no stray Python settings."""
    kept = {k: v for k, v in os.environ.items() if k not in ("PYTHONHOME", "PYTHONPATH", "VIRTUAL_ENV")}
    return {**kept, "PYTHONUTF8": "1", **more}


def offscreen() -> dict[str, str]:
    """An environment in which Qt needs no display."""
    return environment(QT_QPA_PLATFORM="offscreen")


def call(arguments: list[str], env: dict[str, str] | None = None) -> int:
    """Run the virtual environment's Python in the checkout, its output shown as it comes."""
    sys.stdout.flush()
    return subprocess.call([str(PYTHON), *arguments], cwd=str(ROOT), env=env or environment())


def quiet(command: list[str], env: dict[str, str] | None = None) -> tuple[int, str]:
    """Run a command in the checkout; its exit code and all it said."""
    done = subprocess.run(
        command, cwd=str(ROOT), env=env or environment(), check=False, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", errors="replace",
    )
    return done.returncode, done.stdout


def step(title: str) -> None:
    print("dev: " + title, flush=True)


# The set-up


def mark() -> dict[str, str]:
    """What the virtual environment was made from; another mark means: make it again."""
    law = hashlib.sha256(LOCK.read_bytes() + (ROOT / "pyproject.toml").read_bytes())
    return {"law": law.hexdigest(), "root": str(ROOT)}


def is_current() -> bool:
    if not PYTHON.exists() or not STAMP.exists():
        return False
    return bool(json.loads(STAMP.read_text(encoding="utf-8")) == mark())


def make_venv() -> None:
    """Make ``.venv``, unless a working one of a new enough Python is there."""
    works = f"import sys; sys.exit(sys.version_info < {OLDEST})"
    if PYTHON.exists() and quiet([str(PYTHON), "-c", works])[0] == 0:
        return
    step("making the virtual environment .venv")
    if not importlib.util.find_spec("venv"):
        raise Stop("This Python lacks the module venv. Install it (Debian: apt install python3-venv).")
    has_ensurepip = importlib.util.find_spec("ensurepip") is not None
    if not has_ensurepip and not importlib.util.find_spec("pip"):
        raise Stop("This Python has neither ensurepip nor pip (Debian: apt install python3-venv).")
    options = ["--clear"] if has_ensurepip else ["--clear", "--without-pip"]
    code, said = quiet([sys.executable, "-m", "venv", *options, str(VENV)])
    if code:
        raise Stop("The virtual environment could not be made:\n" + tail(said))


def tail(said: str, lines: int = 12) -> str:
    return "\n".join("    " + line for line in said.strip().splitlines()[-lines:])


def pip(title: str, *arguments: str) -> None:
    """Install with the virtual environment's pip, or with ours into it when it has none."""
    step(title)
    begun = time.monotonic()
    has_pip = quiet([str(PYTHON), "-c", "import pip"])[0] == 0
    front = [str(PYTHON), "-m", "pip"] if has_pip else [sys.executable, "-m", "pip", "--python", str(PYTHON)]
    code, said = quiet([*front, "--disable-pip-version-check", "install", *arguments])
    if code and any(sign in said.lower() for sign in NO_INDEX):
        raise Stop(
            "pip could not fetch the pinned packages. Check the network, or point pip to a package index\n"
            "you can reach (environment variable PIP_INDEX_URL), then run this again. Its last words:\n"
            + tail(said, 2)
        )
    if code:
        raise Stop("pip failed; its last words:\n" + tail(said))
    step(f"    done in {time.monotonic() - begun:.0f} s")


def check_qt(env: dict[str, str], packages: str) -> None:
    """Open Qt once: on a bare Linux its wheel lacks system libraries, and then aborts without a hint."""
    code, said = quiet([str(PYTHON), "-c", OPEN_QT], env)
    if code and sys.platform.startswith("linux"):
        raise Stop(f"Qt cannot start. Install what it needs: apt-get install -y {packages}\n{tail(said)}")
    if code:
        raise Stop("Qt cannot start:\n" + tail(said))


def build() -> None:
    """Build what the program reads but the repository does not keep; each script skips what is fresh."""
    for script in BUILDS:
        code, said = quiet([str(PYTHON), script])
        if code:
            raise Stop(f"{script} failed:\n{tail(said)}")
        if said.strip():
            step(said.strip().splitlines()[-1])


def set_up() -> None:
    """Bring ``.venv`` and everything built to the state of this checkout."""
    if is_current():
        step(".venv is up to date")
    else:
        make_venv()
        count = sum("==" in line for line in LOCK.read_text(encoding="utf-8").splitlines())
        pip(f"installing {count} pinned packages (a minute or two)", "-r", str(LOCK))
        pip("installing pianqu itself, editable", "--no-deps", "--no-build-isolation", "-e", str(ROOT))
        step("checking that Qt starts")
        check_qt(offscreen(), QT_NEEDS)
        STAMP.write_text(json.dumps(mark()), encoding="utf-8")
    build()


# The commands


def setup(rest: list[str]) -> int:
    """Set up, and say how to start."""
    takes_nothing("setup", rest)
    set_up()
    program = PYTHON.parent / ("pianqu.exe" if WINDOWS else "pianqu")
    step(f"ready. Start with: python3 installer/dev.py run, or {program.relative_to(ROOT)} --help")
    return 0


def has_display() -> bool:
    shown = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    return bool(shown) or not sys.platform.startswith("linux")


def run(rest: list[str]) -> int:
    """Open the window on a demo office; without a display, run the month of that office instead."""
    takes_nothing("run", rest)
    set_up()
    if not has_display():
        step("no display here: running the demo office's month into the folder out instead")
        return call(["-m", "app", "month", "--demo", "S", "--out", "out"], offscreen())
    check_qt(environment(), QT_NEEDS + " " + XCB_NEEDS)
    step("opening the window on a demo office")
    return call(["-m", "app", "window", "--demo", "S"])


def test(rest: list[str]) -> int:
    """Run the test suite offscreen; further arguments go to pytest."""
    set_up()
    return call(["-m", "pytest", "-n", WORKERS, "--dist", "loadgroup", *rest], offscreen())


def lint(rest: list[str]) -> int:
    """Run every check, or those named, to the end; fail when one fails."""
    unknown = [name for name in rest if name not in CHECKS]
    if unknown:
        raise Stop(f"There is no check {unknown[0]}; there are: {', '.join(CHECKS)}.")
    set_up()
    failed = [name for name in rest or CHECKS if not passes(name)]
    return 1 if failed else 0


def passes(name: str) -> bool:
    code = call(CHECKS[name])
    step(name + (" failed" if code else " passed"))
    return code == 0


def shots(rest: list[str]) -> int:
    """Draw every page in both languages and both themes."""
    takes_nothing("shots", rest)
    set_up()
    return call(["-m", "app", "shots", "--out", "out/shots"], offscreen())


def bench(rest: list[str]) -> int:
    """Run one benchmark with its own arguments, or list what there is."""
    names = sorted(path.stem for path in BENCHES.glob("*.py") if not path.stem.startswith("_"))
    if not rest:
        for name in names:
            text = ast.get_docstring(ast.parse((BENCHES / (name + ".py")).read_text(encoding="utf-8"))) or ""
            print(name.ljust(16), text.partition("\n")[0])
        return 0
    if rest[0] not in names:
        raise Stop(f"There is no benchmark {rest[0]}; there are: {', '.join(names) or 'none'}.")
    set_up()
    return call(["-m", "tests.bench." + rest[0], *rest[1:]], offscreen())


def takes_nothing(name: str, rest: list[str]) -> None:
    if rest:
        raise Stop(f"dev.py {name} takes no further arguments, but got: {' '.join(rest)}")


COMMANDS = {"setup": setup, "run": run, "test": test, "lint": lint, "shots": shots, "bench": bench}


def main(arguments: list[str]) -> int:
    """Carry out one command; the exit code is the command's own, or 2 when it could not begin."""
    if arguments and arguments[0] in ("-h", "--help"):
        print(__doc__)
        return 0
    if not arguments or arguments[0] not in COMMANDS:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        if sys.version_info[:2] < OLDEST:
            raise Stop(f"Python 3.11 or newer is needed; {sys.executable} is {sys.version.split()[0]}.")
        return COMMANDS[arguments[0]](arguments[1:])
    except Stop as why:
        print("dev: " + str(why), file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
