"""What every form that directs needs: units to choose from, recent first, and what was typed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.db.models import Max
from django.http import HttpRequest, QueryDict
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kentongan.command.enclosing import EnclosureTooBig, Kept, keep
from kentongan.command.models import Charge
from kentongan.command.naming import named
from kentongan.command.orders import DueGone
from kentongan.command.subjects import About
from kentongan.command.units import below, own_units
from kentongan.face.uploading import RefusedFile
from kentongan.face.worded import worded
from kentongan.people.models import User
from kentongan.places.models import Unit

MOST_RECENT = 6
HOUR_DUE = 16
FIRST_YEAR, LAST_YEAR = 1900, 2199
FILES = ("files", "voice")
KINDS: Mapping[str, str | Promise] = {
    "mayor": _("Mayor"),
    "secretariat": _("Secretariat"),
    "agency": _("Agencies"),
    "enterprise": _("Enterprises"),
    "hospital": _("Hospitals"),
    "inspectorate": _("Inspectorate"),
    "control-room": _("Control room"),
    "kecamatan": _("Kecamatan"),
    "kelurahan": _("Kelurahan"),
}
"""What kinds of units are called where one chooses."""


@dataclass(frozen=True, slots=True)
class Choices:
    """The units a form offers: those directed to lately, then all others by kind and name."""

    recent: Sequence[Unit]
    others: Sequence[tuple[str, Sequence[Unit]]]


def choices(user: User, unit: Unit | None = None) -> Choices:
    """Return whom the user may direct (one statement)."""
    from_here = [unit] if unit else list(own_units(user).values())
    known = {each.pk: each for here in from_here for each in below(here)}
    mine = Charge.objects.filter(directive__issued_by=user, unit__in=list(known))
    lately = mine.values("unit").annotate(last=Max("directive__issued_at")).order_by("-last")
    recent = [known[row["unit"]] for row in lately[:MOST_RECENT]]
    shown = {each.pk for each in recent}
    rest: dict[str, list[Unit]] = {}
    for each in sorted(known.values(), key=lambda one: worded(one.names)):
        if each.pk not in shown:
            rest.setdefault(each.kind, []).append(each)
    return Choices(recent, sorted(rest.items(), key=lambda pair: len(pair[1])))


def about_in(typed: QueryDict, by: User) -> About:
    """Return what an address or a form says it is about, as its own row calls it.

    What cannot be found has no name; whoever issues a directive about it is refused.
    """
    about = About(
        typed.get("about", "")[:20],
        typed.get("id", "")[:60],
        typed.get("address", "")[:300],
        typed.get("title", "")[:200],
    )
    return named(replace(about, address=_page_of(about)), by=by)


def _page_of(about: About) -> str:
    """Its page, if there is one and it is its own; an address of elsewhere is left to refuse."""
    try:
        page = resolve(urlsplit(about.address).path)
    except Resolver404:
        return "" if about.address.startswith("/") else about.address
    except ValueError:
        return ""
    is_own = not about.id or about.id in map(str, page.kwargs.values())
    return about.address if is_own else ""


def due_in(typed: QueryDict, name: str = "due") -> datetime:
    """Return a moment that was typed, in the city's time.

    :raises DueGone: if it is none
    """
    moment = moment_of(typed.get(name, ""))
    if moment is None:
        raise DueGone(field=name)
    return moment


def moment_of(typed: str) -> datetime | None:
    """Return a moment that an input holds, in the city's time; None if it is none."""
    try:
        moment = datetime.fromisoformat(typed)
    except ValueError:
        return None
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:  # beyond, its offset may lead out of time
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=timezone.get_current_timezone())


def preset(days: int, at: datetime, ceiling: datetime | None = None) -> str:
    """Return the afternoon so many days on, for an input; no later than the whole is due."""
    day = timezone.localtime(at) + timedelta(days=days)
    wanted = day.replace(hour=HOUR_DUE, minute=0, second=0, microsecond=0)
    if ceiling is not None and wanted > ceiling:
        wanted = timezone.localtime(ceiling)
    return wanted.strftime("%Y-%m-%dT%H:%M")


def files_in(request: HttpRequest) -> list[Kept]:
    """Return the files of a form, looked at and kept.

    :raises EnclosureTooBig: beyond 10 MB
    :raises NotAnEnclosure: if one is neither picture, PDF nor voice note
    """
    sent = [file for name in FILES for file in request.FILES.getlist(name)]
    if any(isinstance(file, RefusedFile) for file in sent):
        raise EnclosureTooBig(field="files")
    return [keep(file.read(), file.name or "") for file in sent if file.size]
