"""Every reason becomes a sentence that names the file."""

import ast
import re
from pathlib import Path

import pytest

import app.kit.reading
from app.kit.reading.reasons import REASONS, unreadable

CODES = {
    "protected", "damaged", "not_a_workbook", "too_large", "hostile", "timeout", "missing", "no_permission", "empty",
    "directory",
}


@pytest.mark.parametrize("reason", REASONS)
def test_sentences_name_the_file_and_the_place(reason: str) -> None:
    names = set(re.findall(r"{(\w+)}", REASONS[reason][1]))
    trouble = unreadable(reason, "台账.xlsx", **{name: f"<{name}>" for name in names - {"name"}})
    assert trouble.code in CODES
    assert all(f"<{name}>" in str(trouble) for name in names - {"name"})
    assert "台账.xlsx" in str(trouble)


def test_every_reason_the_code_gives_has_its_sentence() -> None:
    given = set()
    for path in Path(app.kit.reading.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Rejected":
                given.add(ast.literal_eval(node.args[0]))
    assert given <= REASONS.keys()
