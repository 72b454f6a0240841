"""Groups and who is on duty at their doors: set up by the city, who sees nothing beyond that."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kentongan.council.models import Group, Staff
from kentongan.journal.recording import record
from kentongan.people.models import Role, User
from kentongan.toolbox.refusals import Conflict, Unprocessable


class NotCouncilStaff(Unprocessable):
    code = "not_council_staff"
    sentence = _("This account has no role as staff of a council group.")


class ServesAnother(Conflict):
    code = "serves_another"
    sentence = _("This account already serves a group. Nobody serves two.")


@transaction.atomic
def found(
    slug: str, name: str, *, by: User | None, at: datetime, contact: str | None = None
) -> Group:
    """Keep a group, or its new name.

    :param contact: how people reach it, as its letters say it; None leaves what is there
    """
    told = {"name": name[:120]} | ({} if contact is None else {"contact": contact[:160]})
    group, _made = Group.objects.update_or_create(slug=slug, defaults=told)
    record("group.founded", about=("group", group.pk), by=by, at=at)
    return group


@transaction.atomic
def place(user: User, group: Group, *, by: User | None, at: datetime) -> Staff:
    """Let somebody serve a group from now on.

    :raises NotCouncilStaff: if the account has another kind of role, or more than that one
    :raises ServesAnother: if they serve another group
    """
    if {membership.role for membership in user.standing} != {Role.COUNCIL}:
        raise NotCouncilStaff(field="username")
    staff, _made = Staff.objects.get_or_create(user=user, defaults={"group": group})
    if staff.group_id != group.pk:
        raise ServesAnother
    record("group.staffed", about=("group", group.pk), by=by, at=at, user=user.pk)
    return staff
