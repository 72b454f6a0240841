"""What kinds of entries, outcomes and the like are called on the pages of incidents."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from kentongan.incidents.models import Incident, Outcome

OUTCOMES: dict[str, str | Promise] = {
    Outcome.OVER: gettext_lazy("it is over"),
    Outcome.HANDED_ON: gettext_lazy("others have it in hand"),
    Outcome.NONE: gettext_lazy("it was no incident"),
}


def code_of(pk: int) -> str:
    """Return what the room calls an incident of that id."""
    return Incident(pk=pk).code


def told_of(kind: str, particulars: Mapping[str, Any], steps: Mapping[int, str]) -> str:
    """Word one entry of an incident for its log; "" for what is shown by other means."""
    count = int(particulars.get("count") or 0)
    if kind == "incident.opened":
        return _opened(count)
    step = steps.get(int(particulars.get("step") or 0), "")
    words = {
        "incident.extended": _("Came by themselves: %(n)s") % {"n": _reports(count)},
        "incident.joined": _("Put here by hand: %(n)s") % {"n": _reports(count)},
        "incident.detached": _("Taken out by hand: %(n)s") % {"n": _reports(count)},
        "incident.merged": _("Went into %(code)s") % {"code": _code(particulars, "into")},
        "incident.parted": _("Stands by itself again; the merge is undone"),
        "incident.divided": _("Split: %(n)s became %(code)s")
        % {"n": _reports(count), "code": _code(particulars, "became")},
        "incident.reunited": _("The split is undone; %(code)s is here again")
        % {"code": _code(particulars, "became")},
        "incident.closed": _("Closed: %(how)s")
        % {"how": OUTCOMES.get(str(particulars.get("outcome")), "")},
        "incident.reopened": _("Opened again"),
        "incident.ticked": _("Done: %(step)s") % {"step": step},
        "incident.unticked": _("Put back: %(step)s") % {"step": step},
    }
    return words.get(kind, "")


def _opened(count: int) -> str:
    if not count:
        return _("Opened by hand")
    told = ngettext("Opened: %(n)s report", "Opened: %(n)s reports stood together", count)
    return told % {"n": count}


def _reports(count: int) -> str:
    return ngettext("%(n)s report", "%(n)s reports", count) % {"n": count}


def _code(particulars: Mapping[str, Any], name: str) -> str:
    return code_of(int(particulars.get(name) or 0))
