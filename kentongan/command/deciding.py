"""Deciding (*keputusan*): kept with what was known at that moment, and never changed after."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kentongan.casework.holding import sentence
from kentongan.command.asking import hold_question
from kentongan.command.models import Decision, Question
from kentongan.command.naming import checked
from kentongan.command.repeating import refuse_same_decision
from kentongan.command.subjects import BARE, About
from kentongan.journal.recording import record
from kentongan.people.models import User
from kentongan.people.permissions import Act, allowing
from kentongan.people.pressing import wait_for_own
from kentongan.toolbox.refusals import NotFound, Unprocessable


class NoSuchDecision(NotFound):
    code = "no_such_decision"
    sentence = _("There is no such decision, or none that you may see.")


class OptionUnknown(Unprocessable):
    code = "option_unknown"
    sentence = _("Please choose one of the options, or decide in other words.")


@dataclass(frozen=True, slots=True)
class Ruling:
    """What is decided and why.

    :param option: of those that the question offers, if one of them was chosen
    :param known: the wall as it was seen, as JSON can hold it; the door hands it in
    :param cited: the rows that the decision names, likewise
    """

    words: str
    reason: str
    known: Mapping[str, Any]
    cited: Sequence[Mapping[str, Any]] = ()
    about: About = BARE
    question: Question | None = None
    option: str = ""


@transaction.atomic
def decide(ruling: Ruling, *, by: User, at: datetime) -> Decision:
    """Keep a decision with what was known; a question it answers is closed by it.

    :raises NoSuchDecision: if it is not the user's to decide
    :raises AlreadyDecided: if the user decided the same a moment ago
    :raises QuestionClosed: if somebody has decided it, or it was taken back
    :raises WordsMissing: without words or a reason
    :raises OptionUnknown: if the question offers no such option
    """
    seat = next(iter(allowing(by, Act.DECIDE)), None)
    if seat is None:
        raise NoSuchDecision
    wait_for_own(by)
    decision = _drawn(ruling, by, at)
    refuse_same_decision(decision)
    question = hold_question(ruling.question) if ruling.question else None
    decision.unit = seat.unit
    decision.digest = digest_of(decision)
    decision.save(force_insert=True)
    if question is not None:
        question.closed_at = at
        question.save(update_fields=["closed_at"])
    told = {"question": question.pk if question else None}
    record("decision.recorded", about=("decision", decision.pk), by=by, at=at, **told)
    return decision


def digest_of(decision: Decision) -> str:
    """Return the SHA-256 over everything a decision says; differs if a letter of it does."""
    said = [
        *(decision.question_id, decision.unit_id, decision.decided_by_id),
        round(decision.decided_at.timestamp() * 1_000_000),
        *(decision.words, decision.reason, decision.about_kind, decision.about_id),
        *(decision.about_address, decision.about_title, decision.known),
    ]
    return sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def _said(ruling: Ruling) -> str:
    offered = ruling.question.options if ruling.question else ()
    if ruling.option and ruling.option not in offered:
        raise OptionUnknown(field="option")
    return "\n".join(filter(None, (ruling.option, ruling.words.strip())))


def _drawn(ruling: Ruling, by: User, at: datetime) -> Decision:
    about, question = ruling.about, ruling.question
    if question is not None:
        about = About(
            question.about_kind, question.about_id, question.about_address, question.about_title
        )
    else:
        about = checked(about, by=by, is_secret=False)
    known = {"wall": dict(ruling.known), "cited": list(ruling.cited)}
    return Decision(
        question=question,
        decided_by=by,
        decided_at=at,
        words=sentence(_said(ruling), field="words"),
        reason=sentence(ruling.reason, field="reason"),
        about_kind=about.kind,
        about_id=about.id,
        about_address=about.address,
        about_title=about.title,
        known=json.dumps(known, ensure_ascii=False, sort_keys=True),
    )
