"""From a posted form to the room's verb: each hand reads its fields and nothing else."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from kentongan.casework.answering import answer
from kentongan.casework.asking import ask
from kentongan.casework.assigning import assign
from kentongan.casework.closing import OFFERED, Reason, refuse
from kentongan.casework.correcting import correct
from kentongan.casework.forwarding import forward
from kentongan.casework.models import Case
from kentongan.casework.noting import note
from kentongan.casework.reopening import reopen
from kentongan.casework.verifying import verify
from kentongan.catalogue.shelf import shelf
from kentongan.intake.locating import locate
from kentongan.people.models import User
from kentongan.places.directory import directory
from kentongan.toolbox.keys import key_in
from kentongan.toolbox.refusals import Unprocessable
from kentongan.workdesk import gating
from kentongan.workdesk.inviting import ASKING_PARTIES
from kentongan.workdesk.judging import JUDGING
from kentongan.workdesk.stopping import STOPPING
from kentongan.workdesk.voicing import VOICING


class NotChosen(Unprocessable):
    code = "not_chosen"
    sentence = _("Please choose one.")


def _verify(case: Case, form: QueryDict, by: User, at: datetime) -> Case:
    chosen = form.get("is_public")
    if chosen not in {"yes", "no"}:
        raise NotChosen(field="is_public")
    return verify(
        case,
        is_public=chosen == "yes",
        public_words=form.get("public_words", ""),
        is_insisted=form.get("insisted") == "yes",
        by=by,
        at=at,
    )


def _ask(case: Case, form: QueryDict, by: User, at: datetime) -> Any:
    return ask(case, form.get("question", ""), by=by, at=at)


def _refuse(case: Case, form: QueryDict, by: User, at: datetime) -> Any:
    chosen = form.get("reason", "")
    if chosen not in OFFERED:
        raise NotChosen(field="reason")
    return refuse(case, Reason(chosen), form.get("text", ""), by=by, at=at)


def _forward(case: Case, form: QueryDict, by: User, at: datetime) -> Any:
    unit = directory().unit_by_code.get(form.get("unit", ""))
    if unit is None or not unit.is_active:
        raise NotChosen(field="unit")
    return forward(case, unit, form.get("reason", ""), by=by, at=at)


def _assign(case: Case, form: QueryDict, by: User, at: datetime) -> Any:
    officer = User.objects.filter(pk=key_in(form.get("officer", "")), is_active=True).first()
    if officer is None:
        raise NotChosen(field="officer")
    return assign(case, officer, form.get("instruction", ""), by=by, at=at)


def _answer(case: Case, form: QueryDict, by: User, at: datetime) -> Any:
    return answer(case, form.get("text", ""), by=by, at=at)


def _reopen(case: Case, form: QueryDict, by: User, at: datetime) -> Any:
    return reopen(case, form.get("reason", ""), by=by, at=at)


def _note(case: Case, form: QueryDict, by: User, at: datetime) -> Any:
    return note(case, form.get("text", ""), by=by, at=at)


def _correct(case: Case, form: QueryDict, by: User, at: datetime) -> Any:
    code, kind = form.get("service_code", ""), shelf().types[case.service_type_id]
    if code != kind.code:  # a retired type may stay, but not be chosen
        kind = shelf().find(code)
    place = locate(None, form.get("kelurahan", ""))
    return correct(case, kind, place, by=by, at=at)


HANDS: dict[str, Callable[[Case, QueryDict, User, datetime], Any]] = {
    **JUDGING,
    **gating.HANDS,
    **VOICING,
    **STOPPING,
    **ASKING_PARTIES,
    "verify": _verify,
    "ask": _ask,
    "refuse": _refuse,
    "forward": _forward,
    "assign": _assign,
    "answer": _answer,
    "reopen": _reopen,
    "note": _note,
    "correct": _correct,
}
