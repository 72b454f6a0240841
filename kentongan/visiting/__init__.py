"""Visits: going to look, planned on a map, in an order, and told of afterwards."""
