"""What a feature offers, as data: the window, the command line and the house tests read it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from app.kit.paper import Document
from app.kit.sheet import Sheet
from app.kit.store.change import Change
from app.kit.store.context import Context
from app.kit.store.query import Listing
from app.kit.store.row import Row


@dataclass(frozen=True)
class Section:
    """A place inside a tab: a listing shown by the list page, or a page of the feature's own.

    A page may name the listing it stands for: its count is shown beside the title, and whoever opens
    the listing comes to the page.
    ``page`` is ``module:Class``, imported when the section is first opened; ``title`` an English
    source string; ``rank`` orders the sections of a tab.
    """

    tab: str
    key: str
    title: str
    rank: int
    listing: str = ""
    page: str = ""
    icon: str = "list"


@dataclass(frozen=True)
class Act:
    """A change offered on a listing: ``fill`` turns the selected ids into the change's first values."""

    change: type[Change]
    label: str
    listing: str
    fill: Callable[[Context, tuple[int, ...]], dict[str, Any]]
    icon: str = "edit"
    main: bool = False
    needs_selection: bool = True


@dataclass(frozen=True)
class Duty:
    """A count on the Today page: what it is, how many, how bad, and the listing with the filter behind it."""

    key: str
    title: str
    act: str
    count: Callable[[Context], int]
    listing: str
    state: str = "late"
    """Semantic colour when the count is not 0: late, attention or info."""


@dataclass(frozen=True)
class Paper:
    """A printed form: ``make(ctx, **options)`` returns the Document.

    ``offered`` names the lists that offer it, each with the option that takes the ids of the rows chosen there.
    """

    name: str
    title: str
    make: Callable[..., Document]
    offered: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Detail:
    """What the drawer shows beside a listing's fields: titled lines for one row."""

    listing: str
    ask: Callable[[Context, int], "Story"]


@dataclass(frozen=True)
class Event:
    """One line of a timeline: when, what, and its semantic colour; ``bar`` (0 to 1) draws how long it lasted."""

    at: str
    text: str
    state: str = ""
    bar: float = 0.0


@dataclass(frozen=True)
class Story:
    """The drawer's content: a heading, facts as (label, value) pairs, and a timeline."""

    title: str
    subtitle: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    events: tuple[Event, ...] = ()


@dataclass(frozen=True)
class Feature:
    """Everything a feature offers. ``name`` is its folder."""

    name: str
    title: str
    rows: tuple[type[Row], ...] = ()
    listings: tuple[Listing, ...] = ()
    changes: tuple[type[Change], ...] = ()
    acts: tuple[Act, ...] = ()
    sheets: tuple[Sheet, ...] = ()
    papers: tuple[Paper, ...] = ()
    duties: tuple[Duty, ...] = ()
    details: tuple[Detail, ...] = ()
    sections: tuple[Section, ...] = ()
