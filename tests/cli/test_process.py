"""The command line as a process of its own: exit codes, streams, and the packed program's reading child."""

import json
import os
import pickle
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

import pytest

from app.kit.process import WORK_SWITCH
from app.kit.reading.cage import FROZEN_SWITCH
from app.kit.reading.limits import Limits

ROOT = Path(__file__).resolve().parents[2]


def pianqu(home: Path, *words: str, **more: str) -> subprocess.CompletedProcess[bytes]:
    env = {**os.environ, "PIANQU_HOME": str(home), "PIANQU_TODAY": "2026-11-24", "PIANQU_LANGUAGE": "en", **more}
    return subprocess.run([sys.executable, "-m", "app", *words], cwd=ROOT, env=env, capture_output=True, check=False)


def test_answers_go_out_and_troubles_to_the_error_stream(tmp_path: Path) -> None:
    done = pianqu(tmp_path, "today", "--json")
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout)["uncovered"] == 0
    wrong = pianqu(tmp_path, "list", "nowhere")
    assert (wrong.returncode, wrong.stdout) == (2, b"")
    assert wrong.stderr.decode().startswith("pianqu: There is no list nowhere.")


def test_a_file_gets_utf8_whatever_the_terminal_speaks(tmp_path: Path) -> None:
    done = pianqu(tmp_path, "today", PYTHONIOENCODING="gbk", PIANQU_LANGUAGE="zh_CN")
    assert done.returncode == 0
    done.stdout.decode("utf-8")


def test_a_reader_that_leaves_early_is_no_error(tmp_path: Path) -> None:
    env = {**os.environ, "PIANQU_HOME": str(tmp_path), "PIANQU_TODAY": "2026-11-24"}
    command = [sys.executable, "-m", "app", "list", "--json"]
    with subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as child:
        assert child.stdout is not None and child.stderr is not None
        child.stdout.close()
        told = child.stderr.read()
    assert b"Traceback" not in told


def test_the_packed_program_reads_foreign_files_without_loading_itself(tmp_path: Path) -> None:
    """What ``app.main`` does with the switch: csv in, frames out, and neither database nor window loaded."""
    start = (
        "import sys; from app.main import main; code = main();"
        "heavy = {'sqlalchemy', 'PySide6', 'app.cli', 'openpyxl'} & set(sys.modules); sys.exit(code or len(heavy))"
    )
    command = [sys.executable, "-c", start, FROZEN_SWITCH, json.dumps(asdict(Limits()))]
    done = subprocess.run(command, input="台区编号,户数\n1,2\n".encode(), cwd=ROOT, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b'"done": "csv"' in done.stdout


@pytest.mark.skipif(os.name == "nt", reason="limits of file sizes are set otherwise there")
def test_a_disk_that_takes_no_more_is_told(tmp_path: Path) -> None:
    assert pianqu(tmp_path, "today").returncode == 0
    limited = (
        "import resource as r, sys; r.setrlimit(r.RLIMIT_FSIZE, (1024, 1024));"
        "from app.main import main; sys.exit(main())"
    )
    env = {**os.environ, "PIANQU_HOME": str(tmp_path), "PIANQU_TODAY": "2026-11-24", "PIANQU_LANGUAGE": "en"}
    words = ["export", "settings", "--out", str(tmp_path / "settings.xlsx")]
    done = subprocess.run([sys.executable, "-c", limited, *words], cwd=ROOT, env=env, capture_output=True, check=False)
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr
    assert not (tmp_path / "settings.xlsx").exists()


def test_the_packed_program_calculates_where_it_can_be_ended() -> None:
    """What ``app.main`` does with the switch: a question in, reports and the result out."""
    question = pickle.dumps(("en", "tests.kit.anytime", "count", (2,)))
    command = [sys.executable, "-m", "app", WORK_SWITCH]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        assert child.stdin and child.stdout
        child.stdin.write(len(question).to_bytes(8, "little") + question)
        child.stdin.flush()
        said = [pickle.load(child.stdout) for _turn in range(3)]
        assert child.wait(20) == 0
    assert said == [("reported", 1), ("reported", 2), ("done", 3)]
