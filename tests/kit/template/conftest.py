"""The six forms, made once."""

from pathlib import Path

import pytest

from tests.kit.template.forms import FORMS


@pytest.fixture(scope="session")
def forms(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Path of each form by file name."""
    folder = tmp_path_factory.mktemp("forms")
    for name, build in FORMS.items():
        build(folder / name)
    return {name: folder / name for name in FORMS}
