"""Kentongan, the open city live room: hears everybody, acts on time, can be checked, learns."""

__version__ = "0.1.0"
