"""What happened at the gate, told to the reporter."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from kentongan.casework.history import Event
from kentongan.casework.history_words import ANOTHER
from kentongan.casework.models import Disposition


def gate_titles() -> dict[str, tuple[str, str]]:
    """Return the title and the look of each kind."""
    return {
        "case.refused": (_("Not taken up"), "late"),
        "case.objected": (_("An objection to the refusal"), ""),
        "case.objection_decided": (_("The objection was decided"), ""),
        "case.referred": (_("Sent to another authority"), ""),
        "case.referral_followed": (_("The other authority was asked again"), ""),
        "case.referral_concluded": (_("The other authority's last word"), ""),
        "case.set_aside": (_("Set aside"), ""),
    }


DOORS = {"sms": "SMS", "whatsapp": "WhatsApp", "telegram": "Telegram", "email": "e-mail"}
"""Where somebody else who knows the code may write to us."""


def by_another(event: Event) -> str:
    """Return what it is called that somebody else said who knows the code; "" for all else."""
    is_so = event.kind == "case.words_added" and ANOTHER in event.detail
    return _("Somebody else who knows the code said more") if is_so else ""


def taken_down(event: Event) -> str:
    """Return by which door a word was taken down that decides something, so that nobody invents it.

    The detail is `way:channel:request`, `channel:request`, `channel:another:request` or `channel`.
    """
    if event.kind not in {"case.confirmed", "case.disputed", "case.objected", "case.words_added"}:
        return ""
    if ANOTHER in event.detail:
        return DOORS.get(event.detail.partition(":")[0], "")
    known = {"counter": _("taken down at a counter"), "phone": _("taken down by telephone")}
    return next((known[part] for part in event.detail.split(":") if part in known), "")


def referred(ended: Disposition | None, events: Iterable[Event]) -> list[str]:
    """Return name and address of the authority by which a case ended, if it was sent to one."""
    if ended is None or ended.outcome != Disposition.Outcome.REFERRED:
        return []
    names = [event.detail for event in events if event.kind == "case.referred"]
    name, _nothing, address = names[-1].partition("\n") if names else ("", "", "")
    return [name, address]
