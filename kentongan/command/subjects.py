"""What a directive, a question or a decision is about: kind, id, where it is seen, what it said."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from kentongan.toolbox.refusals import Unprocessable


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


LONGEST_TITLE = 200


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
