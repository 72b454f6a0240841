"""The sheets of a batch as a PDF, in the city's own language and small beside it the others."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from kentongan.catalogue.shelf import shelf
from kentongan.face.printing import qr_svg, sheet
from kentongan.face.worded import worded
from kentongan.paper.models import PaperBatch
from kentongan.paper.numbers import written
from kentongan.places.directory import directory

FORM = "workdesk/printed/paper_form.typ"
NUMBERS = "workdesk/printed/paper_numbers.typ"
MOST_LANGUAGES = 2
"""More would not fit beside each other on one sheet."""


def draw(batch: PaperBatch, address: Callable[[str], str], *, at: datetime) -> bytes:
    """Return the PDF of a batch, a page for each form.

    :param address: from a number to the page that tells how its form stands
    """
    blank = blank_form(batch, address("").partition("://")[2])
    numbers = batch.forms.order_by("pk").values_list("number", flat=True)
    return sheet(NUMBERS, numbered(numbers, sheet(FORM, blank, at=at), blank, address), at=at)


def blank_form(batch: PaperBatch, address: str) -> dict[str, Any]:
    """Return what the form says, the same on each copy."""
    profile = directory().profile
    languages = profile.languages[:MOST_LANGUAGES]
    unit = directory().units[batch.unit_id]
    return {
        "language": languages[0],
        "city": profile.name,
        "words": _words(languages),
        "kinds": [[worded(g.names, each) for each in languages] for g in shelf().groups],
        "bring": worded(unit.names, languages[0]),
        "address": address,
    }


def numbered(
    numbers: Iterable[str], drawn: bytes, blank: dict[str, Any], address: Callable[[str], str]
) -> dict[str, Any]:
    """Return each form's number with its square, and the blank form as it was drawn."""
    return {
        "language": blank["language"],
        "title": blank["words"]["title"][0],
        "blank": list(drawn),
        "forms": [{"number": written(each), "qr": qr_svg(address(each))} for each in numbers],
    }


def _words(languages: Iterable[str]) -> dict[str, list[str]]:
    told: dict[str, list[str]] = {}
    for language in languages:
        with override(language):
            for name, text in {**_headings(), **_sentences()}.items():
                told.setdefault(name, []).append(text)
    return told


def _headings() -> dict[str, str]:
    return {
        "title": _("Report to the city"),
        "number": _("Number"),
        "what": _("1. What is the matter?"),
        "where": _("2. Where?"),
        "kelurahan": _("Kelurahan:"),
        "landmark": _("Street, house number, or what it is near:"),
        "when": _("3. Since when? On which day, at what time?"),
        "kind": _("4. What is it about? (tick, if you know)"),
        "person": _("5. About you (may stay empty)"),
        "name": _("Name:"),
        "phone": _("Telephone:"),
        "hear": _("Answer me"),
        "by_message": _("by SMS or WhatsApp"),
        "by_voice": _("by a call"),
        "by_asking": _("I come and ask"),
        "written": _("Written on"),
    }


def _sentences() -> dict[str, str]:
    return {
        "free": _("Free of charge. In danger of life ring 112 instead."),
        "anonymous": _("Anonymous: whoever works on it does not learn who you are."),
        "confidential": _("Confidential: only the responsible office reads what you wrote."),
        "unsigned": _("No signature is needed."),
        "bring": _("Give this sheet to:"),
        "tear": _("tear off here and keep"),
        "follow": _(
            "With this number you can see whether your form has arrived. Once it has been entered,"
            " bring this strip to the counter and you are given the code to follow it."
        ),
    }
