"""Machinery without Qt and without office words."""
