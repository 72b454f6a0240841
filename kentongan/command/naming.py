"""What a thing that one points at is called: by its own row, never by what an address says."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from django.utils.translation import get_language

from kentongan.alarms.models import Alarm
from kentongan.alarms.senses import SENSES
from kentongan.casework.models import Case
from kentongan.command.seeing import directives_of
from kentongan.command.subjects import LONGEST_TITLE, About, MustBeSecret, NoSuchSubject, Subject
from kentongan.incidents.models import Incident
from kentongan.people.models import User
from kentongan.situation.models import Gauge
from kentongan.toolbox.words import tidy
from kentongan.transit.models import Line

LARGEST = 2**31


def named(about: About, *, by: User) -> About:
    """Return the reference with the title of its row; without one where there is no such row.

    A number on the wall has no row of its own: it is called what it was called there.
    """
    if about.kind in {"", Subject.NUMBER}:
        return about
    name = NAMES[about.kind](about.id, by) if about.kind in NAMES else ""
    return replace(about, title=name[:LONGEST_TITLE])


def checked(about: About, *, by: User, is_secret: bool) -> About:
    """Return the reference as it may be kept.

    :raises NoSuchSubject: if there is no such thing, or it is not the user's to see
    :raises MustBeSecret: if it is about a case that is kept from others
    """
    kept = About(
        about.kind,
        tidy(about.id, longest=60, field="about"),
        tidy(about.address, longest=300, field="about"),
        tidy(about.title, longest=LONGEST_TITLE, field="about"),
    )
    if kept.kind not in {"", *Subject.values} or not _is_ours(kept.address):
        raise NoSuchSubject(field="about")
    kept = named(kept, by=by)
    if kept.kind and not (kept.address if kept.kind == Subject.NUMBER else kept.title):
        raise NoSuchSubject(field="about")
    if kept.kind == Subject.CASE and not is_secret:
        case = Case.objects.get(reference=kept.id)
        if case.is_confidential or case.is_oversight:
            raise MustBeSecret(field="nature")
    return kept


def _is_ours(address: str) -> bool:
    """Whether the address stays within this city's own pages."""
    return not address or (
        address.startswith("/") and address[1:2] not in {"/", "\\"} and address.isprintable()
    )


def _case(key: str, by: User) -> str:
    seen = Case.objects.reachable_by(by).select_related("service_type")
    found = seen.filter(reference=key).first()
    return f"{key} {_worded(found.service_type.names)}" if found else ""


def _incident(key: str, by: User) -> str:
    found = Incident.objects.select_related("kind").filter(pk=_number(key)).first()
    return f"{found.code} {_worded(found.kind.names)}" if found else ""


def _alarm(key: str, by: User) -> str:
    found = Alarm.objects.select_related("rule").filter(pk=_number(key)).first()
    if found is None:
        return ""
    signal = SENSES.get(found.rule.signal)
    return alarm_name(found, signal.points() if signal else {})


def alarm_name(alarm: Alarm, points: Mapping[str, str]) -> str:
    """Return what an alarm is called: its rule, and its point as the signal names it."""
    place = alarm.point and points.get(alarm.point, alarm.point)
    return " · ".join(filter(None, (_worded(alarm.rule.names), place)))


def _gauge(key: str, by: User) -> str:
    found = Gauge.objects.filter(code=key).first()
    return _worded(found.names) if found else ""


def _line(key: str, by: User) -> str:
    found = Line.objects.filter(code=key).order_by("-version").first()
    return " ".join(filter(None, (found.number, found.name))) or key if found else ""


def _directive(key: str, by: User) -> str:
    found = directives_of(by).filter(pk=_number(key)).first()
    return (found.words or found.about_title or str(found.pk)) if found else ""


def _number(key: str) -> int:
    return int(key) if key.isascii() and key.isdecimal() and int(key) < LARGEST else 0


def _worded(names: Mapping[str, str]) -> str:
    return names.get(get_language() or "") or next(iter(names.values()), "")


NAMES: Mapping[str, Callable[[str, User], str]] = {
    Subject.CASE: _case,
    Subject.INCIDENT: _incident,
    Subject.ALARM: _alarm,
    Subject.GAUGE: _gauge,
    Subject.LINE: _line,
    Subject.DIRECTIVE: _directive,
}
