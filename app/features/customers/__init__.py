"""Customers who are known by name: key customers, those visited, those who may become representatives."""
