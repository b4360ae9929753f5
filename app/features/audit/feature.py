"""The journal, as a feature: it has no rows of its own; undo is the office's."""

from app.kit.manifest import Feature, Section
from app.kit.words import N_

FEATURE = Feature(
    name="audit",
    title=N_("Journal"),
    sections=(
        Section("office", "journal", N_("Journal"), 90, page="app.features.audit.page:JournalPage", icon="history"),
    ),
)
