"""A malformed file is read or refused in words, soon, and never half."""

from pathlib import Path

import pytest

from app.assembly.filling import sheets
from app.kit.planning import plan_files
from app.kit.planning.plan import FILE_REFUSED
from app.kit.store.office import Office
from tests.excel.fuzz import malformed

PACKS, EACH = 12, 10


@pytest.mark.parametrize("pack", range(PACKS))
def test_malformed_files_are_refused_in_words_or_planned(known: Office, tmp_path: Path, pack: int) -> None:
    for seed in range(pack * EACH, pack * EACH + EACH):
        name, content = malformed(seed)
        (tmp_path / name).write_bytes(content)
    for plan in known.ask(plan_files, [tmp_path], tuple(sheets().values())):
        if plan.status == FILE_REFUSED:
            assert plan.reason and plan.code and not plan.sheets, plan.file
            assert plan.code != "timeout", plan.file


def test_the_same_number_gives_the_same_file() -> None:
    assert [malformed(seed) for seed in range(30)] == [malformed(seed) for seed in range(30)]
