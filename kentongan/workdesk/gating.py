"""The forms of the gate: sent elsewhere, set aside, to the inspectorate, and objections decided."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from kentongan.casework.models import Case, Objection, Referral
from kentongan.casework.objecting import AlreadyDecided, decide
from kentongan.casework.overseeing import oversee
from kentongan.casework.referring import NoLongerFollowed, conclude, follow_up, refer
from kentongan.casework.reopening import reopen
from kentongan.casework.setting_aside import set_aside
from kentongan.people.models import User
from kentongan.toolbox.refusals import Unprocessable


class NoDay(Unprocessable):
    code = "no_day"
    sentence = _("Please choose a day.")


class NoDecision(Unprocessable):
    code = "no_decision"
    sentence = _("Please choose one.")


def _refer(case: Case, form: QueryDict, by: User, at: datetime) -> Any:
    authority, address = form.get("authority", ""), form.get("address", "")
    return refer(case, authority, address, form.get("text", ""), _day(form), by=by, at=at)


def _follow_up(case: Case, form: QueryDict, by: User, at: datetime) -> Case:
    heard = follow_up(_followed(case), form.get("text", ""), _day(form), by=by, at=at)
    return heard.referral.case


def _conclude(case: Case, form: QueryDict, by: User, at: datetime) -> Case:
    theirs = form.get("their_reference", "")
    heard = conclude(_followed(case), form.get("text", ""), their_reference=theirs, by=by, at=at)
    return heard.referral.case


def _decide(case: Case, form: QueryDict, by: User, at: datetime) -> Case:
    waiting = Objection.objects.filter(disposition__case=case, decided_at=None).first()
    if waiting is None:
        raise AlreadyDecided
    chosen = form.get("is_upheld")
    if chosen not in {"yes", "no"}:
        raise NoDecision(field="is_upheld")
    answer = form.get("answer", "")
    decide(waiting, is_upheld=chosen == "yes", answer=answer, by=by, at=at)
    return case


def _set_aside(case: Case, form: QueryDict, by: User, at: datetime) -> Any:
    return set_aside(case, form.get("text", ""), by=by, at=at)


def _restore(case: Case, form: QueryDict, by: User, at: datetime) -> Any:
    return reopen(case, form.get("reason", ""), by=by, at=at)


def _oversee(case: Case, form: QueryDict, by: User, at: datetime) -> Any:
    return oversee(case, form.get("reason", ""), by=by, at=at)


def _followed(case: Case) -> Referral:
    referral: Referral | None = case.referrals.filter(ended_at=None).order_by("-at").first()
    if referral is None:
        raise NoLongerFollowed
    return referral


def _day(form: QueryDict) -> date:
    try:
        return date.fromisoformat(form.get("ask_again_on", ""))
    except ValueError:
        raise NoDay(field="ask_again_on") from None


HANDS: dict[str, Callable[[Case, QueryDict, User, datetime], Any]] = {
    "refer": _refer,
    "follow_up": _follow_up,
    "conclude": _conclude,
    "decide": _decide,
    "set_aside": _set_aside,
    "restore": _restore,
    "oversee": _oversee,
}
