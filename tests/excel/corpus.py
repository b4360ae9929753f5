"""The corpus: messy workbooks in the manner of real offices, each with the plan it must give."""

from tests.excel.expected import Workbook
from tests.excel.groups import GROUPS
from tests.excel.households import HOUSEHOLDS
from tests.excel.indicators import INDICATORS
from tests.excel.ledgers import LEDGERS, PLAIN
from tests.excel.looks import LOOKS
from tests.excel.people import PEOPLE

BROKEN = (
    Workbook("加密.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), refused="damaged"),
    Workbook("下载了一半.xlsx", PLAIN.content[:3000], refused="damaged"),
    Workbook("照片改名.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, refused="not_a_workbook"),
)
BOOKS = (*LEDGERS, *PEOPLE, *INDICATORS, *GROUPS, *LOOKS, *HOUSEHOLDS, *BROKEN)
