"""Write the next migration from the difference between the models and the migrations so far.

``python -m app.migrations.generate "what changes" [table ...]``; read and shorten what it wrote.
"""

import sys

from alembic import command
from alembic.config import Config

from app.kit.store.database import MEMORY, open_database
from app.migrations import FOLDER, newest, prepare


def generate(message: str, tables: set[str] | None = None) -> None:
    """Compare a fresh office with the models and write ``NNNN_message.py``, for ``tables`` only if given."""
    database = open_database(MEMORY)
    first = not any((FOLDER / "versions").glob("[0-9]*.py"))
    number = "0001" if first else f"{int(newest()) + 1:04d}"
    with database.engine.connect() as connection:
        config = Config()
        config.set_main_option("script_location", str(FOLDER))
        config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
        config.attributes["connection"] = connection
        if tables:
            config.attributes["include_object"] = lambda item, name, kind, *_rest: kind != "table" or name in tables
        command.upgrade(config, "head")
        command.revision(config, message, autogenerate=True, rev_id=number)


if __name__ == "__main__":
    prepare(open_database(MEMORY)) if any((FOLDER / "versions").glob("[0-9]*.py")) else None
    generate(sys.argv[1], set(sys.argv[2:]))
