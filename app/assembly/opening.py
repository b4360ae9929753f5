"""Opening an office: where it lies, its tables, the account, the language and the trade."""

import getpass
import os
from datetime import date
from pathlib import Path

from app.catalogue import load_models
from app.features.org.queries import setting
from app.kit import profile as trade
from app.kit.errors import Trouble
from app.kit.profile import Profile
from app.kit.store.access import Account
from app.kit.store.database import Database, open_database, understood
from app.kit.store.office import Office
from app.kit.words import _
from app.migrations import is_current, prepare
from app.profiles import profile


def own_file() -> str:
    """The office file in the user's data folder, the folder made if need be."""
    home = os.environ.get("PIANQU_HOME")
    if home:
        folder = Path(home)
    else:
        from platformdirs import user_data_dir

        folder = Path(user_data_dir("pianqu", appauthor=False))
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Trouble(_("The folder {folder} cannot be made: {why}.", folder=folder, why=error.strerror)) from error
    return str(folder / "office.db")


def today() -> date:
    """The office's day; PIANQU_TODAY (YYYY-MM-DD) sets another one for rehearsals and tests."""
    told = os.environ.get("PIANQU_TODAY")
    if not told:
        return date.today()
    try:
        return date.fromisoformat(told)
    except ValueError:
        raise Trouble(_("PIANQU_TODAY is no day: {text}. Write it as 2026-11-24.", text=told)) from None


def open_office(
    address: str = "", *, create: bool = True, day: date | None = None, author: str = "", whole: bool = True
) -> Office:
    """Open (and create or upgrade) the office at ``address``, a path or a postgresql:// address.

    Not ``whole``, the tables of the features wait until their manifests are loaded.
    """
    if whole:
        load_models()
    address = address or own_file()
    is_server = "://" in address
    if not create and not is_server and not os.path.exists(address):
        raise Trouble(_("There is no office file {file}.", file=address))
    database = open_database(address)
    with understood(database.address):
        _bring_up_to_date(database)
    office = Office(database, Account(author or _login()), day or today())
    use_profile(office)
    return office


def _bring_up_to_date(database: Database) -> None:
    file = database.file
    if file is not None and file.exists() and file.stat().st_size and not is_current(database):
        from app.kit.store.backup import back_up

        back_up(database)
    prepare(database)


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "user"


def use_profile(office: Office) -> Profile:
    """The office's trade: its words are spoken from now on."""
    found = profile(str(office.ask(setting, "office.profile")))
    trade.use_profile(found)
    return found
