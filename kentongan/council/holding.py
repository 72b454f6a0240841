"""Which group somebody serves, and holding what is its own; all else is not there."""

from django.utils.translation import gettext_lazy as _

from kentongan.council.models import Group, Matter, Meeting, Staff
from kentongan.people.models import User
from kentongan.people.permissions import Act, may
from kentongan.toolbox.refusals import Conflict, NotFound, Unprocessable
from kentongan.toolbox.words import tidy


class NoGroup(NotFound):
    code = "no_group"
    sentence = _("You serve no council group.")


class NoSuchMatter(NotFound):
    code = "no_such_matter"
    sentence = _("There is no such matter, or none of your group.")


class NoSuchMeeting(NotFound):
    code = "no_such_meeting"
    sentence = _("There is no such meeting, or none of your group.")


class OutOfTurn(Conflict):
    code = "out_of_turn"
    sentence = _("Somebody has already gone further with this matter.")


class Said(Unprocessable):
    code = "words_missing"
    sentence = _("Please write a sentence.")


def group_of(user: User) -> Group:
    """Return the group the user serves (one statement).

    :raises NoGroup: if none
    """
    staff = Staff.objects.filter(user=user, group__is_active=True).select_related("group").first()
    if staff is None or not may(user, Act.SERVE_GROUP):
        raise NoGroup
    return staff.group


def hold(matter: Matter, *, by: User, stages: tuple[str, ...]) -> Matter:
    """Lock a matter of the user's own group in one of the stages.

    :raises NoSuchMatter: if it is another's
    :raises OutOfTurn: if it has moved on
    """
    own = Matter.objects.filter(group=group_of(by)).select_for_update(of=("self",))
    held = own.filter(pk=matter.pk).first()
    if held is None:
        raise NoSuchMatter
    if held.stage not in stages:
        raise OutOfTurn
    return held


def hold_meeting(meeting: Meeting, *, by: User) -> Meeting:
    """Lock a meeting of the user's own group that is not closed.

    :raises NoSuchMeeting: if it is another's
    :raises OutOfTurn: if it is closed
    """
    own = Meeting.objects.filter(group=group_of(by)).select_for_update(of=("self",))
    held = own.filter(pk=meeting.pk).first()
    if held is None:
        raise NoSuchMeeting
    if held.closed_at is not None:
        raise OutOfTurn
    return held


def sentence(text: str, *, field: str, longest: int = 4000) -> str:
    """Return words that were asked for.

    :raises Said: if there are none
    """
    tidied = tidy(text, longest=longest, field=field)
    if not tidied:
        raise Said(field=field)
    return tidied
