"""By which door a voice spoke, and who took its words down: a clerk writes, the voice is theirs."""

from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from kentongan.casework.models import Claim
from kentongan.intake.models import Channel
from kentongan.people.models import User
from kentongan.people.permissions import works_at
from kentongan.toolbox.refusals import Conflict


class OwnUnitHelps(Conflict):
    code = "own_unit_helps"
    sentence = _(
        "Your own unit claims this, so you cannot take down that it is done. They say so themselves"
        " with their code, by telephone, or at the counter of another office."
    )


class Heard(NamedTuple):
    """The door, and who took it down for them; nobody where they wrote it themselves."""

    channel: Channel = Channel.WEB
    helper: User | None = None


THEMSELVES = Heard()


def see_helper_apart(claim: Claim, helper: User | None) -> None:
    """See that nobody takes down a confirmation of what they or their unit claim.

    :raises OwnUnitHelps: if they do
    """
    if helper and (helper.pk == claim.by_id or claim.unit_id in works_at(helper)):
        raise OwnUnitHelps
