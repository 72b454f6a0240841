"""Directives down, reports up, and decisions kept with what was known."""
