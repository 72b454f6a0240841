"""What the lists of calls behind the supervisor's numbers are called."""

from django.utils.translation import gettext as _


def title_of(which: str) -> str:
    """Return what the rows are."""
    return {
        "menunggu": _("Calls that wait now"),
        "masuk": _("Calls that came in today"),
        "terjawab": _("Calls answered today"),
        "15": _("Calls answered within 15 seconds, today"),
        "20": _("Calls answered within 20 seconds, today"),
        "putus": _("Callers who hung up before an answer, today"),
        "kembali": _("Of these: called back, or answered later"),
    }[which]
