"""Every word the program says has its Chinese, and the catalogue holds nothing else."""

import ast
import gettext
import importlib.util
import os
import string
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[2]
I18N = ROOT / "resources" / "i18n"

# Calls whose first positional string is a word for the catalogue, as they are written in the code.
KINDS = (
    "text", "code", "note", "integer", "number", "money", "percent", "flag", "choice", "choices", "day", "moment",
    "month", "phone", "link",
)
SAYING = ("_", "N_", *(f"fields.{kind}" for kind in KINDS))
# Keywords of the field constructors whose string is shown, too.
SHOWN = ("unit", "help", "personal", "group")


def said(root: Path, calls: tuple[str, ...] = SAYING) -> dict[str, str]:
    """Each word given to one of ``calls`` under ``root``, with the place where it is said first."""
    found: dict[str, str] = {}
    for place, argument in _spoken(root, calls):
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str) and argument.value:
            found.setdefault(argument.value, place)
    return found


def assembled(root: Path, calls: tuple[str, ...] = SAYING) -> Iterator[str]:
    """The places where a word is put together before it is marked, so that no catalogue can hold it."""
    for place, argument in _spoken(root, calls):
        if isinstance(argument, ast.JoinedStr | ast.BinOp):
            yield place


def _spoken(root: Path, calls: tuple[str, ...]) -> Iterator[tuple[str, ast.expr]]:
    for path in sorted(root.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            called = ast.unparse(node.func) if isinstance(node, ast.Call) else ""
            if isinstance(node, ast.Call) and called in calls:
                shown = [word.value for word in node.keywords if word.arg in SHOWN and "." in called]
                for argument in [*node.args[:1], *shown]:
                    yield f"{path.relative_to(root).as_posix()}:{argument.lineno}", argument


def placeholders(text: str) -> set[str]:
    """The names in braces that ``str.format`` would fill; none in a text it would not take."""
    try:
        pieces = list(string.Formatter().parse(text))
    except ValueError:
        return set()
    return {name.partition(".")[0] for _, name, _, _ in pieces if name is not None}


def faults(words: dict[str, str], catalogue: Catalog) -> Iterator[str]:
    """One line for each word without a translation, translation without a word, and pair that differs
    in its ``{names}``."""
    entries = {str(message.id): str(message.string) for message in catalogue if message.id}
    for word, place in sorted(words.items()):
        if not entries.get(word):
            yield f"not translated: {word!r} ({place})"
        elif placeholders(word) != placeholders(entries[word]):
            yield f"other names in braces: {word!r} -> {entries[word]!r}"
    yield from (f"nobody says: {word!r}" for word in sorted(entries.keys() - words.keys()))
    yield from (f"fuzzy: {message.id!r}" for message in catalogue if message.id and message.fuzzy)


def catalogue_of(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale="zh_CN", charset="utf-8", abort_invalid=True)


def script(name: str) -> ModuleType:
    """A script of resources/i18n as a module."""
    spec = importlib.util.spec_from_file_location(f"i18n_{name}", I18N / f"{name}.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_chinese_catalogue_is_complete_and_exact() -> None:
    assert list(faults(said(ROOT / "app"), catalogue_of(I18N / "zh_CN.po"))) == []


def test_words_are_marked_whole() -> None:
    assert list(assembled(ROOT / "app")) == []


def test_words_are_collected_from_every_marker(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(
        'x = _("One {n}", n=1)\ny = N_("Two " "halves")\nz = fields.text("Three", unit="five")\n'
        'other.text("no")\n_(variable)\nfields.link("Four", "areas")\n'
        '_("", unit="no")\nx = _("One {n}", n=2)\n',
        encoding="utf-8",
    )
    assert said(tmp_path) == {
        "One {n}": "a.py:1", "Two halves": "a.py:2", "Three": "a.py:3", "five": "a.py:3",
        "Four": "a.py:6",
    }
    assert said(tmp_path, calls=("other.text",)) == {"no": "a.py:4"}


def test_assembled_words_are_noticed(tmp_path: Path) -> None:
    text = '_(f"{n} areas")\n_("a" + b)\n_("a" "b")\nN_("%s" % c)\n'
    (tmp_path / "a.py").write_text(text, encoding="utf-8")
    assert list(assembled(tmp_path)) == ["a.py:1", "a.py:2", "a.py:4"]


def test_each_fault_of_a_catalogue_is_noticed(tmp_path: Path) -> None:
    catalogue = Catalog(locale="zh_CN")
    for word, chinese in [("Area", "台区"), ("Empty", ""), ("{n} left", "还剩 {m}"), ("Old", "旧")]:
        catalogue.add(word, chinese)
    catalogue.add("Guess", "猜", flags=["fuzzy"])
    words = dict.fromkeys(["Area", "Empty", "{n} left", "New", "Guess"], "a.py:1")
    assert list(faults(words, catalogue)) == [
        "not translated: 'Empty' (a.py:1)",
        "not translated: 'New' (a.py:1)",
        "other names in braces: '{n} left' -> '还剩 {m}'",
        "nobody says: 'Old'",
        "fuzzy: 'Guess'",
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [("{n} of {total:,}", {"n", "total"}), ("{row.name!r}", {"row"}), ("{{n}}", set()), ("{n", set())],
)
def test_placeholders_are_what_format_would_fill(text: str, names: set[str]) -> None:
    assert placeholders(text) == names


def test_catalogues_are_compiled_only_when_stale(tmp_path: Path) -> None:
    build = script("build")
    source = tmp_path / "zh_CN.po"
    source.write_text('msgid "Area"\nmsgstr "台区"\n', encoding="utf-8")
    assert build.compile_catalogue(source)
    assert gettext.translation("pianqu", tmp_path, ["zh_CN"]).gettext("Area") == "台区"
    assert not build.compile_catalogue(source)
    compiled = tmp_path / "zh_CN" / "LC_MESSAGES" / "pianqu.mo"
    os.utime(compiled, ns=(0, source.stat().st_mtime_ns - 1))
    assert build.compile_catalogue(source)
