"""Making pages: the class its section names, imported only now, else a list page for its listing."""

from collections.abc import Sequence
from importlib import import_module

from app.kit.manifest import Feature, Section
from app.kit.settings import UserSettings
from app.ui.desk import Desk
from app.ui.page import ListPage, Page, offer_of


def make_page(section: Section, desk: Desk, features: Sequence[Feature], own: UserSettings) -> Page:
    """The page of ``section``, made on first visit."""
    if not section.page:
        return ListPage(desk, offer_of(features, section.listing), own)
    module, _colon, name = section.page.partition(":")
    page = getattr(import_module(module), name)(desk)
    assert isinstance(page, Page)
    if page.papers_of:
        page.papers = offer_of(features, page.papers_of).papers
    return page
