"""What waits at the gate for somebody: objections, referrals that are followed, what was set aside.

Everybody finds only what they may act on themselves.
"""

from django.db.models import QuerySet

from kentongan.casework.closing import Outcome
from kentongan.casework.models import Case, Objection, Referral
from kentongan.casework.selecting import CaseQuerySet
from kentongan.people.models import User
from kentongan.people.permissions import Act


def objections_waiting(user: User) -> QuerySet[Objection]:
    """Return the objections nobody has decided, the oldest first; none to one's own refusal."""
    waiting = Objection.objects.filter(decided_at=None).exclude(disposition__by=user)
    reachable = Case.objects.reachable_by(user, Act.DECIDE_OBJECTION)
    return waiting.filter(disposition__case__in=reachable.values("pk")).order_by("at", "pk")


def referrals_followed(user: User) -> QuerySet[Referral]:
    """Return the referrals that have not been concluded, those to be asked about first."""
    reachable = Case.objects.reachable_by(user, Act.REFER)
    followed = Referral.objects.filter(ended_at=None, case__in=reachable.values("pk"))
    return followed.order_by("ask_again_on", "pk")


def cases_set_aside(user: User) -> CaseQuerySet:
    """Return what was found to be no report, the latest first."""
    reachable: CaseQuerySet = Case.objects.reachable_by(user, Act.SET_ASIDE)
    aside: CaseQuerySet = reachable.filter(closed_at__isnull=False, outcome=Outcome.SET_ASIDE)
    return aside.order_by("-closed_at", "-pk")
