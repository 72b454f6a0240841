"""Checking a report step by step with the rooms' own rules: what is wrong, field by field."""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, validate_email
from django.utils.translation import gettext as _

from kentongan.catalogue.models import Question, ServiceType
from kentongan.catalogue.shelf import shelf
from kentongan.frontdesk.drafting import ANSWER, Draft
from kentongan.intake.answering import check_answers
from kentongan.intake.receiving import MOST_PHOTOS, NothingSaid, TooManyPhotos
from kentongan.intake.report import Answers, Person
from kentongan.toolbox.refusals import Refusal, Unprocessable
from kentongan.toolbox.words import tidy

Faults = dict[str, str]
"""Sentences by form field; "" stands for the form as a whole."""

LONGEST_NAME = 120
LONGEST_ADDRESS = 300
LONGEST_EMAIL = 254
"""Characters (RFC 5321, 4.5.3.1.3)."""

_FIELDS = {"description": "words", "service_code": "kind", "place": "lat"}


class PersonRead(NamedTuple):
    """Who reports, and what is wrong with it."""

    person: Person
    faults: Faults


def noted(refusal: Refusal) -> Faults:
    """Return a refusal beside the field of the form that it is about."""
    name = refusal.field or ""
    if name.startswith("attribute["):
        return {ANSWER + name[len("attribute[") : -1]: str(refusal)}
    return {_FIELDS.get(name, name): str(refusal)}


def gather(checks: Iterable[Callable[[], object]]) -> Faults:
    """Make every check and return what all of them found."""
    faults: Faults = {}
    for check in checks:
        try:
            check()
        except Unprocessable as refusal:
            faults |= noted(refusal)
    return faults


def kind_of(draft: Draft) -> ServiceType | None:
    """Return the service type chosen, if it is one that is offered."""
    kind = shelf().by_code.get(draft.kind)
    return kind if kind and kind.is_active else None


def questions_of(kind: ServiceType | None) -> tuple[Question, ...]:
    """Return the questions a service type asks."""
    return shelf().questions.get(kind.pk, ()) if kind else ()


def answers_to(kind: ServiceType | None, answers: Answers) -> dict[str, str | list[str]]:
    """Return the answers that this type asks for; others are left from a type chosen before."""
    asked = {question.code for question in questions_of(kind)}
    return {code: answer for code, answer in answers.items() if code in asked}


def has_seen_questions(draft: Draft, kind: ServiceType) -> bool:
    """Whether what the type asks or advises was before somebody's eyes, or is answered anyway."""
    questions, answers = questions_of(kind), answers_to(kind, draft.answers)
    if draft.asked == kind.code or not (questions or kind.hints):
        return True
    return bool(answers) and not _check_each_answer(questions, answers)


def check_what(draft: Draft) -> Faults:
    """Return what is wrong with the words, the type, the answers, the photos."""
    kind = kind_of(draft)
    faults = gather(
        (
            lambda: _check_words(draft),
            lambda: shelf().find(draft.kind) if draft.kind else None,
            lambda: _check_photos(draft),
        )
    )
    if kind and draft.asked == kind.code:
        faults |= _check_each_answer(questions_of(kind), answers_to(kind, draft.answers))
    return faults


def _check_each_answer(
    questions: Iterable[Question], answers: Mapping[str, str | list[str]]
) -> Faults:
    faults: Faults = {}
    for question in questions:
        given = {code: given for code, given in answers.items() if code == question.code}
        try:
            check_answers((question,), given)
        except Unprocessable as refusal:
            faults |= noted(refusal)
    return faults


def _check_words(draft: Draft) -> None:
    if not tidy(draft.words, field="description") and not draft.photos:
        raise NothingSaid(field="description")


def _check_photos(draft: Draft) -> None:
    if len(draft.photos) > MOST_PHOTOS:
        raise TooManyPhotos(field="photos")


def check_address(draft: Draft) -> None:
    """See that the address fits.

    :raises TooLong: if it does not
    """
    tidy(draft.address, longest=LONGEST_ADDRESS, field="address")


def read_person(draft: Draft) -> PersonRead:
    """Return who reports; a telephone number is kept in its international form."""
    from lokal.phone import parse_phone

    faults = gather((lambda: tidy(draft.name, longest=LONGEST_NAME, field="name"),))
    name, phone, email = (tidy(each[:1000]) for each in (draft.name, draft.phone, draft.email))
    parsed = parse_phone(phone) if phone else None
    if parsed and not (parsed.valid and parsed.e164):
        faults["phone"] = _("This number does not look complete: write it like 0812 3456 7890.")
    try:
        if email:
            validate_email(email)
            MaxLengthValidator(LONGEST_EMAIL)(email)
    except ValidationError:
        faults["email"] = _(
            "This e-mail address does not look complete: write it like ani@contoh.id."
        )
    number = parsed.e164 or "" if parsed else ""
    return PersonRead(Person(name, email, number), faults)
