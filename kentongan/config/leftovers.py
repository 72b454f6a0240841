"""What could not be taken over from SP4N-LAPOR, as whoever mends the file is told of it."""

from kentongan.exchange.models import Leftover


def why(left: Leftover) -> str:
    """Return why a row waits, and the words in it that say so."""
    row = left.row
    category = row.get("category") or " / ".join(filter(None, (row.get("main"), row.get("sub"))))
    place = ", ".join(filter(None, (row.get("kelurahan"), row.get("kecamatan"))))
    told = {
        "category": f"no service type stands for its category {category or '(none)'}",
        "place": f"no kelurahan of this city, or several, are called {place or '(none)'}",
        "words": "nothing is said in it, or too much",
        "number": f"SP4N-LAPOR's number is missing: {row.get('title') or row.get('words') or '–'}",
    }
    return told.get(left.why, "something in it cannot be used")


def unread(fault: Exception) -> str:
    """Return why nothing of a file was read, or nothing written."""
    if isinstance(fault, OSError):
        return f"{fault.filename} cannot be read: {fault.strerror}."
    return f"Nothing was done. {fault}"
