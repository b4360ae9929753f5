"""Pages: the root of all, and the page that every listing gets."""

from app.ui.page.listpage import ListPage
from app.ui.page.offer import Offer, offer_of
from app.ui.page.page import Page

__all__ = ["ListPage", "Offer", "Page", "offer_of"]
