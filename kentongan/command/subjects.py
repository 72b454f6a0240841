"""What a directive, a question or a decision is about: kind, id, where it is seen, what it said."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from kentongan.casework.models import Case
from kentongan.people.models import User
from kentongan.toolbox.refusals import Unprocessable
from kentongan.toolbox.words import tidy


class Subject(models.TextChoices):
    """Kinds of things there are to point at."""

    CASE = "case"
    INCIDENT = "incident"
    ALARM = "alarm"
    REPORT = "report"
    WARNING = "warning"
    GAUGE = "gauge"
    INPUT = "input", "what was said in a forum"
    NUMBER = "number", "a number on the wall"
    LINE = "line", "a bus line"
    DIRECTIVE = "directive"


class NoSuchSubject(Unprocessable):
    code = "no_such_subject"
    sentence = _("What this is about cannot be found. Write it as a sentence instead.")


class MustBeSecret(Unprocessable):
    code = "must_be_secret"
    sentence = _("This case is confidential: a directive about it must be secret.")


@dataclass(frozen=True, slots=True)
class About:
    """A generic reference; all empty where a bare sentence says everything."""

    kind: str = ""
    id: str = ""
    address: str = ""
    title: str = ""


BARE = About()


def checked(about: About, *, by: User, is_secret: bool) -> About:
    """Return the reference as it may be kept.

    :raises NoSuchSubject: if its kind, id or address is none, or the case is not the user's to see
    :raises MustBeSecret: if it is about a case that is kept from others
    """
    kept = About(
        about.kind,
        tidy(about.id, longest=60, field="about"),
        tidy(about.address, longest=300, field="about"),
        tidy(about.title, longest=200, field="about"),
    )
    if kept.kind not in {"", *Subject.values} or not _is_ours(kept.address):
        raise NoSuchSubject(field="about")
    if kept.kind == Subject.CASE:
        case = Case.objects.reachable_by(by).filter(reference=kept.id).first()
        if case is None:
            raise NoSuchSubject(field="about")
        if (case.is_confidential or case.is_oversight) and not is_secret:
            raise MustBeSecret(field="nature")
    return kept


def _is_ours(address: str) -> bool:
    """Whether the address stays within this city's own pages."""
    return not address or (
        address.startswith("/") and address[1:2] not in {"/", "\\"} and address.isprintable()
    )
