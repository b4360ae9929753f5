"""Everything the manifests offer on one listing, gathered."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.kit.manifest import Act, Detail, Feature
from app.kit.query import Listing
from app.kit.sheet import Sheet


@dataclass(frozen=True)
class Offer:
    """A listing with its acts, the sheets of its row, and the story of one row."""

    listing: Listing
    acts: tuple[Act, ...] = ()
    sheets: tuple[Sheet, ...] = ()
    detail: Detail | None = None


def offer_of(features: Iterable[Feature], name: str) -> Offer:
    """The offer of the listing called ``name``; KeyError if no feature has it. Its feature's sheets belong to it."""
    known = tuple(features)
    feature = next((one for one in known if any(listing.name == name for listing in one.listings)), None)
    if feature is None:
        raise KeyError(name)
    listing = next(one for one in feature.listings if one.name == name)
    acts = tuple(act for one in known for act in one.acts if act.listing == name)
    details = (detail for one in known for detail in one.details if detail.listing == name)
    return Offer(listing, acts, feature.sheets, next(details, None))
