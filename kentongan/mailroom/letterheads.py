"""Whose letter it is and where its links lead: the city's name, its address, its own host."""

from dataclasses import dataclass, field

from django.conf import settings

from kentongan.cities.models import Domain
from kentongan.mailroom.links import Link
from kentongan.mailroom.models import Style
from kentongan.mailroom.styling import style
from kentongan.places.directory import directory
from kentongan.toolbox.codes import spoken
from kentongan.toolbox.schemas import current

TRACKING, ANSWERING = "/t/{code}/", "/b/{token}/"
"""Where a report is followed and a question answered; the frontdesk's addresses, which this room
may not ask for."""
DESK, DESK_CASE, ACCOUNT = "/meja/", "/meja/kasus/{reference}/", "/meja/akun/"
GROUP_DESK = "/fraksi/"
"""The same of the desk: the queue, a case, where somebody says which letters they wish, and a
council group's own door."""


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The same for every letter of a city. `base` is `https://host`, without a slash at its end."""

    city: str
    domain: str
    base: str
    sender: str
    reply_to: str
    contact: str
    style: Style = field(default_factory=Style)

    def link(self, code: str) -> str:
        """Return the address of a report's own page."""
        return self.base + TRACKING.format(code=spoken(code))

    def desk_case(self, reference: str) -> str:
        """Return the address of a case at the desk."""
        return self.base + DESK_CASE.format(reference=reference)

    @property
    def desk(self) -> str:
        """The address of the queue."""
        return self.base + DESK

    @property
    def group_desk(self) -> str:
        """The address of a council group's own list."""
        return self.base + GROUP_DESK

    @property
    def account(self) -> str:
        """The address at which those at work say where letters reach them."""
        return self.base + ACCOUNT

    def answer_link(self, link: Link) -> str:
        """Return the address at which a link's owner answers."""
        return self.base + ANSWERING.format(token=link.sign())


class NoHost(LookupError):
    """The city answers to no host name, so no link can be written."""


def letterhead() -> Letterhead:
    """Return the current city's (two statements).

    :raises NoHost: if it has no primary domain
    """
    domains = Domain.objects.filter(tenant__schema_name=current().schema_name, is_primary=True)
    domain = domains.values_list("domain", flat=True).first()
    if domain is None:
        raise NoHost(current().schema_name)
    profile = directory().profile
    known = (profile.contact.get(way, "") for way in ("phone", "email", "address"))
    base = settings.LETTER_BASE.replace("{domain}", domain).rstrip("/")
    return Letterhead(
        city=profile.name,
        domain=domain,
        base=base,
        sender=settings.LETTER_FROM.replace("{domain}", domain),
        reply_to=profile.contact.get("email", ""),
        contact=" · ".join(way for way in known if way) or base,
        style=style(),
    )
