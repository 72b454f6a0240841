"""Kentongan: the open live room of a city, from a citizen's report to an answer."""
