"""The corpus: messy workbooks in the manner of real offices, each with the plan it must give."""

from tests.excel.ledgers import LEDGERS

BOOKS = (*LEDGERS,)
