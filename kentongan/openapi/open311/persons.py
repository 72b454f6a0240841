"""Who reports, as far as a machine says; all of it may be left out."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from kentongan.intake.report import Person
from kentongan.openapi.open311.reading import ParameterUnusable
from kentongan.toolbox.words import tidy

_PHONE = re.compile(r"[+0-9][0-9 ().-]{2,19}", re.ASCII)


def person_of(form: QueryDict) -> Person:
    """Return who reports.

    :raises ParameterUnusable: if an address or a number is none
    """
    first, last = form.get("first_name", ""), form.get("last_name", "")
    return Person(
        name=tidy(f"{first} {last}", longest=120, field="first_name, last_name"),
        email=_email(form.get("email", "").strip()),
        phone=_phone(form.get("phone", "").strip()),
    )


def _email(text: str) -> str:
    if not text:
        return ""
    try:
        validate_email(text)
    except ValidationError:
        raise ParameterUnusable(_("This is not an e-mail address."), field="email") from None
    return text


def _phone(text: str) -> str:
    if text and not _PHONE.fullmatch(text):
        raise ParameterUnusable(_("This is not a telephone number."), field="phone")
    return text
