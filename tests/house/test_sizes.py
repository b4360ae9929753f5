"""Nothing in the program grows past what one reads at a sitting."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FILE_LINES, CLASS_LINES, FUNCTION_LINES, FOLDER_FILES = 300, 200, 40, 18
GROWS_BY_DESIGN = {"versions"}  # one numbered migration after another, each a flat list of columns


def too_large(root: Path) -> Iterator[str]:
    """One line for each file, class, function and folder under ``root`` past its limit."""
    for path in sorted(root.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        where = path.relative_to(root).as_posix()
        yield from _past(where, len(text.splitlines()), FILE_LINES)
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.ClassDef):
                yield from _past(f"{where}: {node.name}", _lines(node), CLASS_LINES)
            elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and path.parent.name not in GROWS_BY_DESIGN:
                yield from _past(f"{where}: {node.name}()", _lines(node), FUNCTION_LINES)
    for folder in sorted({path.parent for path in root.rglob("*.py")}):
        if folder.name not in GROWS_BY_DESIGN:
            files = [path for path in folder.iterdir() if path.is_file() and path.name != "__init__.py"]
            yield from _past(f"{folder.relative_to(root).as_posix()}/ (files)", len(files), FOLDER_FILES)


def _lines(node: ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def _past(what: str, size: int, limit: int) -> Iterator[str]:
    if size > limit:
        yield f"{what}: {size} > {limit}"


def test_the_program_stays_small() -> None:
    assert list(too_large(ROOT / "app")) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("x = 1\n" * 301, ["a.py: 301 > 300"]),
        ("x = 1\n" * 300, []),
        ("def f():\n" + "    x = 1\n" * 40, ["a.py: f(): 41 > 40"]),
        ("def f():\n" + "    x = 1\n" * 39, []),
        ("async def f():\n" + "    x = 1\n" * 40, ["a.py: f(): 41 > 40"]),
        ("class A:\n" + "    x = 1\n" * 200, ["a.py: A: 201 > 200"]),
        ("class A:\n    def f(self):\n" + "        x = 1\n" * 40, ["a.py: f(): 41 > 40"]),
    ],
)
def test_each_limit_is_noticed(tmp_path: Path, text: str, told: list[str]) -> None:
    (tmp_path / "a.py").write_text(text, encoding="utf-8")
    assert list(too_large(tmp_path)) == told


def test_a_crowded_folder_is_noticed_unless_it_grows_by_design(tmp_path: Path) -> None:
    for folder in ("subject", "versions"):
        (tmp_path / folder).mkdir()
        for number in range(FOLDER_FILES + 1):
            (tmp_path / folder / f"m{number}.py").write_text("", encoding="utf-8")
    assert list(too_large(tmp_path)) == ["subject/ (files): 19 > 18"]
