"""Inviting a party without an account, a contractor or another authority, to answer by a link."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kentongan.casework.holding import hold, hold_open, keep, sentence
from kentongan.casework.models import Case, Invitation
from kentongan.casework.repeating import see_new
from kentongan.journal.recording import record
from kentongan.people.models import User
from kentongan.people.permissions import Act
from kentongan.toolbox.refusals import Conflict, Unprocessable
from kentongan.toolbox.words import tidy

LONGEST = timedelta(days=90)
"""A link that is not needed any more is a danger; our own choice, no rule sets it."""
FEWEST_DIGITS = 8


class NotReachable(Unprocessable):
    code = "party_not_reachable"
    sentence = _("Please give an e-mail address or a telephone number that can be right.")


class BadTerm(Unprocessable):
    code = "bad_term"
    sentence = _("Please choose a day that is still to come, at most 90 days ahead.")


class AlreadyRevoked(Conflict):
    code = "already_revoked"
    sentence = _("This link has already been taken back.")


@dataclass(frozen=True, slots=True)
class Party:
    """Who is asked: a firm or an office, how it is reached, and in which language."""

    name: str
    email: str = ""
    phone: str = ""
    language: str = "id"


@transaction.atomic
def invite(
    case: Case, party: Party, question: str, valid_until: datetime, *, by: User, at: datetime
) -> Invitation:
    """Ask a party; the letter with the link follows from the journal.

    :raises NotReachable: if there is no address, or one that cannot be right
    :raises AlreadySaid: if the same person asked them the same a moment ago
    :raises BadTerm: if the link's time is over already, or further off than `LONGEST`
    """
    case = hold_open(case, Act.ASK, by=by)
    if not at < valid_until <= at + LONGEST:
        raise BadTerm(field="valid_until")
    email, phone = party.email.strip(), party.phone.strip()
    _see_reachable(email, phone)
    asked = sentence(question, field="question")
    see_new(case.invitations.all(), by=by, at=at, email=email, phone=phone, question=asked)
    invitation = Invitation.objects.create(
        case=case,
        by=by,
        at=at,
        name=sentence(tidy(party.name, longest=120, field="name"), field="name"),
        email=email,
        phone=phone,
        language=party.language,
        question=asked,
        valid_until=valid_until,
    )
    keep(case, at=at)
    record("case.party_invited", about=("case", case.pk), by=by, at=at, row=invitation.pk)
    return invitation


@transaction.atomic
def revoke(invitation: Invitation, *, by: User, at: datetime) -> Invitation:
    """Take the link back; what was handed in by it stays.

    :raises AlreadyRevoked: if somebody was first
    """
    case = hold(invitation.case, Act.ASK, by=by)
    held = Invitation.objects.select_for_update().get(pk=invitation.pk, case=case)
    if held.revoked_at is not None:
        raise AlreadyRevoked
    held.revoked_at, held.revoked_by = at, by
    held.save(update_fields=["revoked_at", "revoked_by"])
    record("case.party_revoked", about=("case", case.pk), by=by, at=at, row=held.pk)
    return held


def _see_reachable(email: str, phone: str) -> None:
    digits = sum(sign.isdecimal() for sign in phone)
    if not email and not phone:
        raise NotReachable(field="email")
    if phone and (digits < FEWEST_DIGITS or len(phone) > 20):
        raise NotReachable(field="phone")
    if email:
        try:
            validate_email(email)
        except ValidationError as fault:
            raise NotReachable(field="email") from fault
