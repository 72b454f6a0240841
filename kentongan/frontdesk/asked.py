"""What a link is about: a question to a reporter, or to a party, and whether anybody waits."""

from dataclasses import dataclass
from datetime import datetime

from kentongan.casework.contributing import contribute, is_asked
from kentongan.casework.models import Case, Inquiry, Invitation
from kentongan.casework.replying import reply_to
from kentongan.intake.models import ServiceRequest
from kentongan.intake.photographing import CleanPhoto
from kentongan.mailroom.links import Link, Purpose
from kentongan.toolbox.refusals import NotFound


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, to whom, and the case it is about."""

    case: Case
    link: Link
    inquiry: Inquiry | None = None
    told: ServiceRequest | None = None
    invitation: Invitation | None = None

    def is_waiting(self, at: datetime) -> bool:
        """Whether anybody still waits for the answer."""
        if self.invitation:
            return is_asked(self.invitation, self.case, at=at)
        return self.inquiry is not None and self.inquiry.replied_at is None and self.case.is_open

    def take(self, text: str, photos: list[CleanPhoto], at: datetime) -> None:
        """Keep the answer."""
        if self.invitation:
            contribute(self.invitation, text, photos, at=at)
        elif self.inquiry and self.told:
            reply_to(self.inquiry, self.told, text, photos, at=at)


def look_up(link: Link) -> Asked:
    """Return what a link is about; the signature vouches for its ids, the rows for the rest.

    :raises NotFound: if there is no such question
    """
    if link.purpose == Purpose.PARTY:
        invitation = Invitation.objects.filter(pk=link.row, case=link.party).first()
        if invitation is None:
            raise NotFound
        return Asked(Case.objects.get(pk=link.party), link, invitation=invitation)
    inquiry = Inquiry.objects.filter(pk=link.row).first()
    told = ServiceRequest.objects.select_related("filing__case").filter(pk=link.party).first()
    if inquiry is None or told is None:
        raise NotFound
    case = told.filing.case
    # Joined to another case meanwhile: what was asked there waits no more.
    return Asked(case, link, inquiry if inquiry.case_id == case.pk else None, told)
