"""The features, in the order of the queue. Models load from here, for migrations too."""

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.kit.manifest import Feature

FEATURES = (
    "org", "audit", "areas", "managers", "customers", "representatives", "allocation", "arrears", "requests",
    "visits", "cards", "surveys", "appraisal",
)  # fmt: skip
WITHOUT_ROWS = frozenset({"audit"})


def load_models() -> None:
    """Import every model, so that the metadata is complete."""
    for name in FEATURES:
        if name not in WITHOUT_ROWS:
            import_module(f"app.features.{name}.model")


@cache
def manifests() -> "tuple[Feature, ...]":
    """Every feature's manifest, in the order of the queue."""
    return tuple(import_module(f"app.features.{name}.feature").FEATURE for name in FEATURES)
