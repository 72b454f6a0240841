"""From a posted form to what a neighbourhood head, having looked, says of a claim."""

from datetime import datetime

from django.http import QueryDict

from kentongan.casework.confirming import confirm
from kentongan.casework.disputing import refute
from kentongan.casework.models import Case
from kentongan.people.models import User


def _confirm(case: Case, form: QueryDict, by: User, at: datetime) -> Case:
    return confirm(case, form.get("text", ""), by=by, at=at).claim.case


def _refute(case: Case, form: QueryDict, by: User, at: datetime) -> Case:
    return refute(case, form.get("reason", ""), by=by, at=at).case


JUDGING = {"confirm": _confirm, "refute": _refute}
