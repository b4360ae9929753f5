"""Build Pianqu Sans, the Chinese font every print uses: ``python resources/fonts/build_font.py [FOLDER]``.

FOLDER holds NotoSansCJK-Regular.ttc and NotoSansCJK-Bold.ttc, version 2.004 (Debian: fonts-noto-cjk);
the same sources always give the same bytes. Covered are:

* ASCII, Latin-1, pinyin vowels, Greek, kana, punctuation, arrows, marks, full-width forms;
* the ideographs of GBK, simplified and traditional, hence all of GB 2312 and the surnames of both;
  only the 499 forms that Japan alone writes are left out, to keep a weight under 5 MB;
* the later additions U+9FA6-9FFF and the rare characters of the national list of 2013
  (通用规范汉字表) outside the block, which occur in given names and place names.

Left out on purpose are the radicals U+2E80-2FDF and the compatibility ideographs: they share their
glyphs with 户, 日, 山 and would be what a search in the PDF finds in their stead.
"""

import sys
from pathlib import Path

from fontTools import subset  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

FAMILY = "Pianqu Sans"
VERSION = "1.000"
SOURCES = Path("/usr/share/fonts/opentype/noto")
SIMPLIFIED_CHINESE = 2  # the place of "Noto Sans CJK SC" in the collection
TAB, BLANK = 0x09, 0x3164
KEPT_NAMES = (0, 13, 14)  # copyright, licence, licence address: the OFL asks for them
TWINS = {0xAD, 0x2012, 0x2035, 0x2215}  # they share their glyphs with – ｀ ／ and would be found instead
RADICALS_AND_COMPATIBILITY = (range(0x2E80, 0x2FE0), range(0xF900, 0xFB00), range(0xE000, 0xF900))
FOREIGN_LETTERS_AND_RULES = (range(0x400, 0x500), range(0x2500, 0x2580), range(0x3105, 0x3130))
MARKS = (*range(0x2010, 0x2040), *range(0x25A0, 0x2600), 0x2713)
RARE = (
    "㑇㑊㕮㘎㙍㙘㙦㛃㛚㛹㟃㠇㠓㤘㥄㧐㧑㧟㫰㬊㬎㬚㭎㭕㮾㰀㳇㳘㳚㴔㵐㶲㸆㸌㺄㻬㽏㿠䁖䂮䃅䃎䅟䌹䎃䎖䏝䏡䏲䐃"
    "䓖䓛䓨䓫䓬䗖䗛䗪䗴䜣䝙䢺䢼䣘䥽䦃䲟䲠䲢䴓䴔䴕䴖䴗䴘䴙䶮"
    "𠙶𠳐𡎚𡐓𣗋𣲗𣲘𣸣𤧛𤩽𤫉𥔲𥕢𥖨𥻗𦈡𦒍𦙶𦝼𦭜𦰡𧿹𨐈𨙸𨚕𨟠𨭉𨱇𨱏𨱑𨱔𨺙𩽾𩾃𩾌𪟝𪣻𪤗𪨰𪨶𪩘𪾢"
    "𫄧𫄨𫄷𫄸𫇭𫌀𫍣𫍯𫍲𫍽𫐄𫐐𫐓𫑡𫓧𫓯𫓶𫓹𫔍𫔎𫔶𫖮𫖯𫖳𫗧𫗴𫘜𫘝𫘦𫘧𫘨𫘪𫘬𫚕𫚖𫚭𫛭𫞩𫟅𫟦𫟹𫟼𫠆𫠊𫠜𫢸𫫇𫭟𫭢𫭼"
    "𫮃𫰛𫵷𫶇𫷷𫸩𬀩𬀪𬂩𬃊𬇕𬇙𬇹𬉼𬊈𬊤𬌗𬍛𬍡𬍤𬒈𬒔𬒗𬕂𬘓𬘘𬘡𬘩𬘫𬘬𬘭𬘯𬙂𬙊𬙋𬜬𬜯𬞟𬟁𬟽𬣙𬣞𬣡𬣳𬤇𬤊𬤝"
    "𬨂𬨎𬩽𬪩𬬩𬬭𬬮𬬱𬬸𬬹𬬻𬬿𬭁𬭊𬭎𬭚𬭛𬭤𬭩𬭬𬭯𬭳𬭶𬭸𬭼𬮱𬮿𬯀𬯎𬱖𬱟𬳵𬳶𬳽𬳿𬴂𬴃𬴊𬶋𬶍𬶏𬶐𬶟𬶠𬶨𬶭𬶮"
    "𬷕𬸘𬸚𬸣𬸦𬸪𬹼𬺈𬺓"
)


def _encodable(code_point: int, *encodings: str) -> bool:
    """Whether any of ``encodings`` has the code point."""
    for encoding in encodings:
        try:
            chr(code_point).encode(encoding)
        except UnicodeEncodeError:
            continue
        return True
    return False


def _japan_alone(code_point: int) -> bool:
    return _encodable(code_point, "shift_jis") and not _encodable(code_point, "gb2312", "big5hkscs")


def coverage() -> set[int]:
    """The code points asked for; those the source lacks are silently absent from the font."""
    wanted = {*range(0x20, 0x7F), *range(0xA0, 0x100), *MARKS}
    wanted |= {point for point in range(0x100, 0x10000) if _encodable(point, "gbk")}
    wanted -= {point for point in range(0x4E00, 0x9FA6) if _japan_alone(point)}
    wanted |= {*range(0x9FA6, 0xA000), *map(ord, RARE)}
    return wanted.difference(TWINS, *FOREIGN_LETTERS_AND_RULES, *RADICALS_AND_COMPATIBILITY)


def build(source: Path, target: Path, weight: str) -> None:
    """Write the subset of ``source`` for ``weight`` (Regular or Bold): outlines without hints, kerning."""
    font = TTFont(source, fontNumber=SIMPLIFIED_CHINESE, recalcTimestamp=False)
    options = subset.Options(hinting=False, layout_features=["kern"], name_IDs=list(KEPT_NAMES))
    options.drop_tables += ["BASE", "GSUB", "VORG", "vhea", "vmtx"]
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=coverage() | {BLANK})
    cutter.subset(font)
    _give_tab_a_glyph(font)
    _rename(font, weight)
    font.save(target)


def _give_tab_a_glyph(font: TTFont) -> None:
    """Where a font has no tab, Qt draws it as the space, and a PDF then reads every space as a tab."""
    for table in font["cmap"].tables:
        if BLANK in table.cmap:
            table.cmap[TAB] = table.cmap.pop(BLANK)


def _rename(font: TTFont, weight: str) -> None:
    """Give the derived font its own name everywhere a name stands, as its licence and trademark ask."""
    plain = f"{FAMILY.replace(' ', '')}-{weight}"
    names = {1: FAMILY, 2: weight, 3: f"{VERSION};{plain}", 4: f"{FAMILY} {weight}",
             5: f"Version {VERSION}", 6: plain}
    for number, text in names.items():
        font["name"].setName(text, number, 3, 1, 0x409)
    font["OS/2"].achVendID = "PIAN"
    outlines = font["CFF "].cff
    outlines.fontNames = [plain]
    top = outlines.topDictIndex[0]
    top.FullName, top.FamilyName, top.Notice = names[4], FAMILY, font["name"].getDebugName(0)
    for part in top.FDArray:
        part.FontName = plain


if __name__ == "__main__":
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else SOURCES
    here = Path(__file__).resolve().parent
    for style in ("Regular", "Bold"):
        build(folder / f"NotoSansCJK-{style}.ttc", here / f"PianquSans-{style}.otf", style)
