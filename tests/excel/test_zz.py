from tests.excel.test_answer import *
from tests.excel.ledgers import CODES
def test_x(known,tmp_path):
    plan = planned(known, tmp_path, CODES)
    a = write_answer(tmp_path / CODES.file, plan, tmp_path / "answer.xlsx")
    z=zipfile.ZipFile(a)
    print(z.read("xl/worksheets/sheet1.xml").decode()[:1500])
    z=zipfile.ZipFile(tmp_path / CODES.file)
    print(z.read("xl/worksheets/sheet1.xml").decode()[:900])
