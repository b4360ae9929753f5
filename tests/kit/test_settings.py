"""What one person's settings survive: a new start, a damaged file, a folder that cannot be written."""

from pathlib import Path

import pytest

from app.kit.settings import UserSettings, home, user_settings


def test_values_survive_a_new_start(tmp_path: Path) -> None:
    UserSettings(tmp_path / "deep" / "s.json").keep("宽", {"列": [1, None]})
    again = UserSettings(tmp_path / "deep" / "s.json")
    assert again.get("宽") == {"列": [1, None]} and again.get("nothing", 7) == 7
    again.keep("宽", None)
    assert UserSettings(tmp_path / "deep" / "s.json").get("宽") is None
    assert [path.name for path in (tmp_path / "deep").iterdir()] == ["s.json"]


@pytest.mark.parametrize("damage", [b"", b"{", b"[1]", b"\xff\xfe"])
def test_a_damaged_file_is_begun_anew(tmp_path: Path, damage: bytes) -> None:
    file = tmp_path / "s.json"
    file.write_bytes(damage)
    settings = UserSettings(file)
    settings.keep("a", 1)
    assert UserSettings(file).get("a") == 1


def test_an_unwritable_place_loses_comfort_only(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    settings = UserSettings(tmp_path / "file" / "s.json")
    settings.keep("a", 1)
    assert settings.get("a") == 1


def test_the_environment_moves_the_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIANQU_HOME", str(tmp_path))
    assert home() == tmp_path and user_settings().file == tmp_path / "settings.json"
    monkeypatch.delenv("PIANQU_HOME")
    assert home().name == "pianqu"
