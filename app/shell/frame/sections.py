"""Which tabs there are and what stands in them, from the manifests; the shell adds its own few."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.kit.manifest import Feature, Section
from app.kit.store.query import Listing
from app.kit.words import N_

OWN = (
    Section("today", "today", N_("Today"), 10, page="app.shell.today:TodayPage", icon="today"),
    Section("office", "forms", N_("Headquarters' forms"), 60, page="app.shell.forms.page:FormsPage", icon="file"),
    Section("office", "backups", N_("Backups"), 80, page="app.shell.backups:BackupPage", icon="backup"),
    Section("office", "preferences", N_("Preferences"), 95, page="app.shell.preferences:PreferencesPage",
            icon="settings"),
    Section("office", "about", N_("About"), 99, page="app.shell.about:AboutPage", icon="info"),
)  # fmt: skip


@dataclass(frozen=True)
class Plan:
    """The window's plan: sections of each tab in order, and every listing by name with the tab it belongs to."""

    tabs: dict[str, list[Section]]
    listings: dict[str, Listing]
    homes: dict[str, str]

    def section_of(self, listing: str) -> Section | None:
        """Where a listing is shown: its own section, else one made for it in its feature's tab; None if unknown."""
        for sections in self.tabs.values():
            for section in sections:
                if section.listing == listing:
                    return section
        if listing not in self.homes:
            return None
        found = self.listings[listing]
        return Section(self.homes[listing], listing, found.title, 90, listing=listing, icon="filter")


def plan_of(order: Sequence[str], features: Iterable[Feature]) -> Plan:
    """Tabs in a profile's ``order``; tabs without a section are left out."""
    features = tuple(features)
    sections = [*OWN, *(section for feature in features for section in feature.sections)]
    by_rank = sorted(sections, key=lambda section: section.rank)
    tabs = {tab: [section for section in by_rank if section.tab == tab] for tab in order}
    listings = {listing.name: listing for feature in features for listing in feature.listings}
    homes = {
        listing.name: feature.sections[0].tab
        for feature in features if feature.sections for listing in feature.listings
    }  # fmt: skip
    return Plan({tab: found for tab, found in tabs.items() if found}, listings, homes)
