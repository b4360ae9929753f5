"""Six forms as headquarters send them, made by script: each holds what openpyxl would lose."""

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook

FIELDS = ("台区编号", "台区名称", "户数", "应收电费", "实收电费", "走访日期", "备注")
HEADINGS = ("序号", *FIELDS[:5], "回收率", *FIELDS[5:])
VALUES = {"单位": "城关供电所", "月份": "2026年11月", "日期": "2026-11-24", "制表人": "韦某"}
MACROS = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(range(256)) * 8
PIVOT_CACHE = "pivotCacheDefinition"
PIVOT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
Edit = Callable[[str], str]


def records(count: int) -> list[dict[str, Any]]:
    """So many transformer areas, no two alike."""
    return [
        {
            "台区编号": f"{n:04}", "台区名称": f"新村{n}号公变", "户数": 100 + n, "应收电费": Decimal(f"{1000 + n}.50"),
            "实收电费": 990.25 + n, "走访日期": date(2026, 11, 1 + n % 28), "备注": "=1+1" if n == 1 else None,
        }
        for n in range(1, count + 1)
    ]  # fmt: skip


def edited(path: Path, changes: Mapping[str, Edit], added: Mapping[str, bytes] | None = None) -> None:
    """Edit parts of a workbook as text and add others."""
    out = io.BytesIO()
    with zipfile.ZipFile(path) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            content = before.read(name)
            if name in changes:
                news = changes[name](content.decode())
                assert news != content.decode(), name
                content = news.encode()
            after.writestr(name, content)
        for name, content in (added or {}).items():
            after.writestr(name, content)
    path.write_bytes(out.getvalue())


def declared(*parts: tuple[str, str]) -> Edit:
    """Content types of added parts."""
    said = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in parts)
    return lambda text: text.replace("</Types>", said + "</Types>")


def related(id_: str, kind: str, target: str) -> Edit:
    one = f'<Relationship Id="{id_}" Type="{OFFICE}/{kind}" Target="{target}"/>'
    return lambda text: text.replace("</Relationships>", one + "</Relationships>")


class Looks:
    """The formats of a form."""

    def __init__(self, book: Workbook) -> None:
        def of(**more: Any) -> Any:
            return book.add_format({"font_name": "宋体", "border": 1, "valign": "vcenter", **more})

        self.title = book.add_format({"font_name": "黑体", "font_size": 16, "bold": True, "align": "center"})
        self.plain = book.add_format({"font_name": "宋体"})
        self.head = of(bold=True, align="center", bg_color="#DDEBF7", text_wrap=True)
        self.text, self.code = of(), of(num_format="@")
        self.day, self.count = of(num_format="yyyy-mm-dd", align="center"), of(num_format="#,##0")
        self.money, self.rate = of(num_format="#,##0.00"), of(num_format="0.0%")


def table(book: Workbook, page: Any, title: str, *, dotted: bool = False) -> Looks:
    """Title, unit line, header (row 4), the repeating row 5 named 明细, the total (row 6), signatures (row 8)."""
    looks = Looks(book)
    page.merge_range("A1:I1", title, looks.title)
    page.write("A2", "填报单位：{{单位}}", looks.plain)
    page.write("F2", "月份：{{ 月份 }}", looks.plain)
    page.write_row(
        "A4", ["序号", *FIELDS[:2], "户数", "应收电费", "实收电费", "回收率", "走访日期", "备注"], looks.head
    )
    page.set_row(4, 24)
    rows = "明细." if dotted else ""
    page.write_formula("A5", "=ROW()-4", looks.count, 1)
    for at, (name, look) in {1: (FIELDS[0], looks.code), 2: (FIELDS[1], looks.text), 3: (FIELDS[2], looks.count),
                             4: (FIELDS[3], looks.money), 5: (FIELDS[4], looks.money),
                             7: (FIELDS[5], looks.day), 8: (FIELDS[6], looks.text)}.items():  # fmt: skip
        page.write(4, at, f"{{{{{rows}{name}}}}}", look)
    page.write_formula("G5", "=IF(E5=0,0,F5/E5)", looks.rate, 0)
    page.write("A6", "合计", looks.head)
    page.write("B6", "", looks.text)
    page.write("C6", "", looks.text)
    for column in "DEF":
        look = looks.count if column == "D" else looks.money
        page.write_formula(f"{column}6", f"=SUM({column}5:{column}5)", look, 0)
    page.write_formula("G6", "=IF(E6=0,0,F6/E6)", looks.rate, 0)
    page.write("A8", "制表人：{{制表人}}", looks.plain)
    page.write("G8", "日期：", looks.plain)
    page.write("H8", "{{日期}}", looks.plain)
    page.set_column("A:A", 8)
    page.set_column("B:C", 16)
    page.set_column("D:I", 12)
    book.define_name("明细", f"='{page.get_name()}'!$A$5:$I$5")
    return looks


def monthly(path: Path) -> None:
    """Shapes above and below the table, a header without &L, print area and titles, frozen header, filter."""
    book = Workbook(str(path))
    page = book.add_worksheet("台区月报")
    table(book, page, "台区经理工作月报")
    page.insert_textbox("K1", "填表说明：只填白色格。", {"width": 160, "height": 60})
    page.insert_textbox("H9", "（盖章处）", {"width": 120, "height": 60})
    page.set_header("内部资料 第&P页")
    page.set_footer("共&N页")
    page.print_area("A1:I8")
    page.repeat_rows(0, 3)
    page.freeze_panes(4, 0)
    page.autofilter("A4:I5")
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.conditional_format("G5:G5", {"type": "cell", "criteria": "<", "value": 0.95,
                                      "format": book.add_format({"bg_color": "#FFC7CE"})})  # fmt: skip
    page.conditional_format("A5:I5", {"type": "formula", "criteria": "=SUM($E5:$F5)=0",
                                      "format": book.add_format({"font_color": "#808080"})})  # fmt: skip
    page.data_validation("I5", {"validate": "list", "source": ["正常", "欠费", "核实"]})
    page.data_validation("D5:D6", {"validate": "integer", "criteria": "<=", "value": "=$D$6"})
    page.set_h_pagebreaks([8])
    book.close()


def buttons(path: Path) -> None:
    """A form-control button, comments above, in and below the row, hyperlinks, a merge in the row."""
    book = Workbook(str(path))
    page = book.add_worksheet("走访登记")
    looks = table(book, page, "客户代表走访登记表", dotted=True)
    page.merge_range("I5:J5", "{{明细.备注}}", looks.text)
    page.merge_range("B6:C6", "", looks.text)
    page.write_url("K5", "internal:'走访登记'!A6", looks.plain, "合计")
    page.write_url("K8", "https://example.org/help", looks.plain, "说明")
    page.insert_button("L2", {"macro": "上报", "caption": "上报", "width": 80, "height": 30})
    page.insert_button("L8", {"macro": "清空", "caption": "清空", "width": 80, "height": 30})
    page.write_comment("B4", "按台账填写")
    page.write_comment("A6", "自动求和")
    book.close()


def sparklines(path: Path) -> None:
    """Sparklines in and below the row, an x14 data bar, an x14 drop-down that names another sheet."""
    book = Workbook(str(path))
    page = book.add_worksheet("线损 指标")
    table(book, page, "线损指标月报")
    choices = book.add_worksheet("选项")
    choices.write_column("A1", ["正常", "欠费", "核实"])
    page.add_sparkline("J5", {"range": "'线损 指标'!D5:F5"})
    page.add_sparkline("J6", {"range": "'线损 指标'!D6:F6"})
    page.add_sparkline("K2", {"range": "'线损 指标'!D5:D5"})
    page.conditional_format("D5:D5", {"type": "data_bar", "data_bar_2010": True})
    book.close()
    drop = (
        '<ext xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" '
        'uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"><x14:dataValidations count="1" '
        'xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"><x14:dataValidation type="list" '
        'allowBlank="1"><x14:formula1><xm:f>选项!$A$1:$A$3</xm:f></x14:formula1><xm:sqref>I5</xm:sqref>'
        "</x14:dataValidation></x14:dataValidations></ext>"
    )
    edited(path, {"xl/worksheets/sheet1.xml": lambda text: (drop + "</extLst>").join(
        text.rsplit("</extLst>", 1))})  # fmt: skip


def summary(path: Path) -> None:
    """A second sheet that adds up, shared formulas, a chart, a pivot table, names, a sheet of its own scope."""
    book = Workbook(str(path))
    page = book.add_worksheet("明细表")
    table(book, page, "电费回收明细")
    total = book.add_worksheet("汇总")
    total.write("A1", "{{单位}}", Looks(book).plain)
    total.write_formula("B2", "=SUM(明细表!E5)")
    total.write_formula("B3", "=明细表!F6")
    total.write_formula("B4", '=COUNTA(明细表!$B$5:$B$5)&"个台区"')
    for row in range(6, 10):
        total.write_formula(f"C{row}", f"=明细表!E{row - 1}")
    chart = book.add_chart({"type": "column"})
    chart.add_series({"categories": "=明细表!$C$5:$C$5", "values": "=明细表!$E$5:$E$5"})
    total.insert_chart("E2", chart)
    book.define_name("应收合计", "=明细表!$E$6")
    book.define_name("应收列", "=明细表!$E$5:$E$5")
    book.close()
    shared = '<c r="C6"><f t="shared" ref="C6:C9" si="0">明细表!E5</f><v>0</v></c>'

    def share(text: str) -> str:
        text = re.sub(r'<c r="C6">.*?</c>', shared, text)
        return re.sub(r'(<c r="C[789]">)<f>.*?</f>', r'\1<f t="shared" si="0"/>', text)

    pivot = (
        f'<pivotTableDefinition xmlns="{MAIN}" name="透视" cacheId="1" dataCaption="值">'
        '<location ref="G20:H22" firstHeaderRow="1" firstDataRow="1" firstDataCol="0"/></pivotTableDefinition>'
    )
    cache = (
        f'<pivotCacheDefinition xmlns="{MAIN}"><cacheSource type="worksheet">'
        '<worksheetSource ref="A4:I5" sheet="明细表"/></cacheSource><cacheFields count="0"/></pivotCacheDefinition>'
    )
    cache_path, table_path = "xl/pivotCache/pivotCacheDefinition1.xml", "xl/pivotTables/pivotTable1.xml"
    links = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
    changes = {
        "xl/worksheets/sheet2.xml": share,
        "xl/workbook.xml": lambda text: text.replace(
            "</workbook>", '<pivotCaches><pivotCache cacheId="1" r:id="rId88"/></pivotCaches></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": related("rId88", PIVOT_CACHE, "pivotCache/pivotCacheDefinition1.xml"),
        "xl/worksheets/_rels/sheet2.xml.rels": related("rId9", "pivotTable", "../pivotTables/pivotTable1.xml"),
        "[Content_Types].xml": declared(
            (cache_path, f"{PIVOT_TYPE}.{PIVOT_CACHE}+xml"), (table_path, f"{PIVOT_TYPE}.pivotTable+xml")
        ),
    }
    own = related("rId1", PIVOT_CACHE, "../pivotCache/pivotCacheDefinition1.xml")(links)
    added = {cache_path: cache, table_path: pivot, "xl/pivotTables/_rels/pivotTable1.xml.rels": own}
    edited(path, changes, {name: text.encode() for name, text in added.items()})


def macros(path: Path) -> None:
    """A workbook with macros, a chain of calculations and a table (list object) around the repeating row."""
    project = path.with_name("vbaProject.bin")
    project.write_bytes(MACROS)
    book = Workbook(str(path))
    page = book.add_worksheet("考核")
    page.add_table("A4:I5", {"name": "考核表", "columns": [{"header": each} for each in HEADINGS]})
    table(book, page, "台区经理绩效考核表")
    book.add_vba_project(str(project))
    page.insert_button("K2", {"macro": "Calculate", "caption": "重算"})
    other = book.add_worksheet("参数")
    other.write_formula("A1", "=SUM(考核!F5:F6)")
    book.close()
    chain = f'<calcChain xmlns="{MAIN}"><c r="A5" i="1"/><c r="D6"/></calcChain>'
    edited(
        path,
        {
            "[Content_Types].xml": declared(("xl/calcChain.xml", f"{PIVOT_TYPE}.calcChain+xml")),
            "xl/_rels/workbook.xml.rels": related("rId99", "calcChain", "calcChain.xml"),
        },
        {"xl/calcChain.xml": chain.encode()},
    )


def prefixed(path: Path) -> None:
    """Every element of the sheet with a prefix, rich texts, a merge over the row and the next, a running sum."""
    book = Workbook(str(path))
    page = book.add_worksheet("诉求台账")
    looks = table(book, page, "客户诉求处理台账")
    red = book.add_format({"font_color": "#C00000", "bold": True})
    page.write_rich_string("C2", "联系人：", red, "{{制表", "人}}", "（所长）", looks.plain)
    page.merge_range("J5:J6", "本页小计", looks.text)
    page.write_formula("K5", "=SUM(E$5:E5)", looks.money, 0)
    page.write_formula("L5", "=E5/SUM(E$5:E$5)", looks.rate, 0)
    page.write_formula("M5", "=E5/E6", looks.rate, 0)
    page.write_array_formula("N5:N5", "{=SUM(D5:D5*2)}", looks.count, 0)
    page.write_formula("K8", "=MAX(K5:K5)", looks.money, 0)
    page.insert_textbox("P1", "说明", {"width": 80, "height": 30})
    book.close()

    def prefix(text: str) -> str:
        text = re.sub(r"<(/?)([A-Za-z]+)(?=[\s/>])", r"<\1x:\2", text)
        return text.replace(f'xmlns="{MAIN}"', f'xmlns:x="{MAIN}"')

    edited(path, {"xl/worksheets/sheet1.xml": prefix})


FORMS: dict[str, Callable[[Path], None]] = {
    "monthly.xlsx": monthly, "buttons.xlsx": buttons, "sparklines.xlsx": sparklines, "summary.xlsx": summary,
    "macros.xlsm": macros, "prefixed.xlsx": prefixed,
}  # fmt: skip
