"""The printed forms of the requests, and what is handed over with an area."""

from app.features.requests.papers.hand_over import HAND_OVER, hand_over_list
from app.features.requests.papers.summary import TITLE, request_summary

__all__ = ["HAND_OVER", "TITLE", "hand_over_list", "request_summary"]
