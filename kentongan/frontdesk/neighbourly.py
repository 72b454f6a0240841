"""Whoever reported with the help of a head of RT or RW reads so in their timeline."""

from django.utils.translation import gettext as _

from kentongan.intake.models import Channel, ServiceRequest
from kentongan.neighbourhood.models import Help


def helped_by(service_request: ServiceRequest) -> str:
    """Return who helped, or "" (one statement, for those who came by that door alone)."""
    if service_request.channel != Channel.NEIGHBOUR:
        return ""
    helped = Help.objects.select_related("neighbourhood").filter(service_request=service_request)
    found = helped.first()
    told = _("with the help of the head of %(name)s")
    return told % {"name": found.neighbourhood} if found else ""
