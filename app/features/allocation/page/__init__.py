"""The Allocation tab's own page."""

from app.features.allocation.page.proposal import ProposalPage

__all__ = ["ProposalPage"]
