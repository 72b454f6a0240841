"""Contact data on the page of a code: enough to know one's own again, too little for anybody else.

Whoever was given the code follows the report on that page; it does not tell them who reported.
What stands covered in a field and is sent back so means what is kept.
"""

from typing import NamedTuple

from kentongan.frontdesk.drafting import Draft
from kentongan.intake.models import Reporter

SHOWN = 3
"""The last digits of a number."""


class Contact(NamedTuple):
    """How somebody is reached, whole or covered."""

    name: str = ""
    phone: str = ""
    email: str = ""


def covered(reporter: Reporter | None) -> Contact:
    """Return what is shown of how a reporter is reached."""
    if reporter is None:
        return Contact()
    box, _at, host = reporter.email.rpartition("@")
    return Contact(
        f"{reporter.name[:1]}…" if reporter.name else "",
        f"…{reporter.phone[-SHOWN:]}" if reporter.phone else "",
        f"{box[:1]}…@{host}" if reporter.email else "",
    )


def uncovered(typed: Contact, reporter: Reporter | None) -> Draft:
    """Return what was typed, and what is kept where a field was left as it was."""
    shown = covered(reporter)
    kept = Contact(reporter.name, reporter.phone, reporter.email) if reporter else Contact()
    name, phone, email = (
        was if said.strip() == seen else said
        for said, seen, was in zip(typed, shown, kept, strict=True)
    )
    return Draft(key="", name=name, phone=phone, email=email)
