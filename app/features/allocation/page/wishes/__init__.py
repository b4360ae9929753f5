"""The page of wishes: what is contested and who would get it, each manager's wishes, forms typed back."""

from app.features.allocation.page.wishes.whole import WishesPage

__all__ = ["WishesPage"]
