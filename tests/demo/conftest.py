"""The offices these tests look at, generated once."""

import pytest

from app.demo.office import Office
from app.demo.register import register
from app.demo.xincheng import generate


@pytest.fixture(scope="session")
def small() -> Office:
    return generate("S")


@pytest.fixture(scope="session")
def creluz() -> Office:
    return register("creluz")
