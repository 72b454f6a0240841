"""What fills the blanks of a council group's letters: of the group, and of the city's report."""

from kentongan.casework.models import Case
from kentongan.catalogue.shelf import shelf
from kentongan.council.models import Matter
from kentongan.mailroom.letterheads import Letterhead
from kentongan.mailroom.models import Letter
from kentongan.mailroom.spelling import in_full, named
from kentongan.places.directory import directory


def facts_of(letter: Letter, matter: Matter, case: Case | None, head: Letterhead) -> dict[str, str]:
    """Return what fills the blanks, spelt out in the letter's language."""
    language, told = letter.language, matter.service_request
    facts = {
        "reference": matter.number,
        "group": matter.group.name,
        "when": in_full(letter.entry.at, language),
        "contact": matter.group.contact,
        "city": head.city,
    }
    if told and case:
        facts |= {
            "report": told.reference,
            "unit": named(directory().units[case.unit_id].names, language),
        }
        if case.promised_at:
            facts["promised"] = in_full(case.promised_at, language)
    return facts


def case_of(matter: Matter) -> Case | None:
    """Return what the city made of it, if it was handed over."""
    if matter.service_request_id is None:
        return None
    return Case.objects.filter(filings__service_request=matter.service_request_id).first()


def is_confidential(matter: Matter, case: Case | None) -> bool:
    """Whether what it is about is not to be said outside the page."""
    told = matter.service_request
    is_hidden = case is not None and (case.is_confidential or case.is_oversight)
    is_private = told is not None and shelf().types[told.service_type_id].is_private
    return is_hidden or is_private
