"""Who may import whom (pyproject.toml), that pages touch no SQL, and that the lock obeys the law."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[2]
LINT_IMPORTS = "from importlinter.cli import lint_imports_command as run; run(['--no-logo', '--no-cache'])"
TWO_FLOORS = """\
[tool.importlinter]
root_package = "house"
[[tool.importlinter.contracts]]
name = "Floors"
type = "layers"
layers = ["house.upper", "house.lower"]
"""


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    """Check the import contracts of ``folder/pyproject.toml``, in a process of its own: the checker
    imports what it checks."""
    command = [sys.executable, "-X", "utf8", "-c", LINT_IMPORTS]
    return subprocess.run(command, cwd=folder, check=False, capture_output=True, encoding="utf-8")


def sql_in_pages(features: Path) -> Iterator[str]:
    """One line for each import of the database library in a feature's page."""
    for path in sorted([*features.glob("*/page.py"), *features.glob("*/page/**/*.py")]):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            if any(name.partition(".")[0] == "sqlalchemy" for name in names):
                yield f"{path.relative_to(features).as_posix()}:{getattr(node, 'lineno', 0)}"


def unlocked(law: str, lock: str) -> Iterator[str]:
    """One line for each requirement of ``pyproject.toml`` that the lock misses or contradicts here."""
    project = tomllib.loads(law)
    pins = {_plain(name): version for name, version in re.findall(r"(?m)^([\w.-]+)==(\S+)", lock)}
    extras = project["project"].get("optional-dependencies", {}).values()
    wanted = [*project["project"]["dependencies"], *(text for extra in extras for text in extra)]
    for requirement in map(Requirement, [*wanted, *project["build-system"]["requires"]]):
        pinned = pins.get(_plain(requirement.name))
        if requirement.marker and not requirement.marker.evaluate():
            continue
        if pinned is None or pinned not in requirement.specifier:
            yield f"{requirement}: {pinned or 'not pinned'}"


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _package(root: Path, name: str, **modules: str) -> None:
    (root / name).mkdir(parents=True)
    for module, text in {"__init__": "", **modules}.items():
        (root / name / f"{module}.py").write_text(text, encoding="utf-8")


def test_import_contracts_are_kept() -> None:
    done = lint_imports(ROOT)
    assert done.returncode == 0, done.stdout + done.stderr


def test_pages_touch_no_sql() -> None:
    assert list(sql_in_pages(ROOT / "app" / "features")) == []


def test_the_lock_obeys_the_law() -> None:
    law = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert list(unlocked(law, (ROOT / "installer" / "requirements.lock").read_text(encoding="utf-8"))) == []


def test_a_broken_contract_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(TWO_FLOORS, encoding="utf-8")
    _package(tmp_path, "house", upper="import house.lower\n", lower="")
    assert lint_imports(tmp_path).returncode == 0
    (tmp_path / "house" / "lower.py").write_text("import house.upper\n", encoding="utf-8")
    done = lint_imports(tmp_path)
    assert done.returncode == 1
    assert "house.lower is not allowed to import house.upper" in done.stdout


def test_sql_in_a_page_is_noticed(tmp_path: Path) -> None:
    _package(tmp_path, "areas", page="from app.ui import page\n", queries="import sqlalchemy\n")
    _package(tmp_path, "org", page="import os, sqlalchemy.orm\nfrom sqlalchemy import select\n")
    _package(tmp_path, "visits/page", calendar="def draw():\n    from sqlalchemy.orm import Session\n")
    assert list(sql_in_pages(tmp_path)) == ["org/page.py:1", "org/page.py:2", "visits/page/calendar.py:2"]


def test_a_loose_or_wrong_pin_is_noticed() -> None:
    law = """\
[build-system]
requires = ["setuptools>=75"]
[project]
dependencies = ["Some_Thing[fast]>=2,<3", "segno>=1.6", "other>=1; python_version < '3'"]
[project.optional-dependencies]
dev = ["ruff"]
"""
    assert list(unlocked(law, "some-thing==2.5\nsegno==1.6.6\nruff==0.17\nsetuptools==80\n")) == []
    assert list(unlocked(law, "some.thing==3.0\nsegno==1.6.6\nsetuptools==80\n")) == [
        "Some_Thing[fast]<3,>=2: 3.0", "ruff: not pinned",
    ]
