"""Files written beside their target and swapped in whole."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile

from app.kit.errors import Trouble
from app.kit.words import _


