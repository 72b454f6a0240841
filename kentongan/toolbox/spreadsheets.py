"""Files that are safe to open in a spreadsheet."""

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet reads what begins so as a formula; a quote before it keeps it words."""


def defused(cell: str) -> str:
    """Return the cell, kept from being a formula."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell
