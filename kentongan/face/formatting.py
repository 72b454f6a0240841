"""Moments, time left, rupiah and numbers in plain words: pure functions of value, language, now.

Moments are aware datetimes; they are shown in the zone of ``now``, which is the city's.
"""

from datetime import datetime, timedelta

from django.utils.translation.trans_real import translation

from kentongan.face.calendars import habits_of

MINUTE, HOUR, DAY = 60, 3_600, 86_400
MISSING = "–"


def _here(value: datetime, now: datetime) -> datetime:
    try:
        return value if value.tzinfo is now.tzinfo else value.astimezone(now.tzinfo)
    except OverflowError:  # within hours of the calendar's ends: no page may fall over it
        return value.replace(tzinfo=now.tzinfo)


def clock(value: datetime, language: str, now: datetime) -> str:
    """The time of day: ``16.30`` (id), ``16:30`` (en)."""
    local = _here(value, now)
    return f"{local.hour:02d}{habits_of(language).clock_mark}{local.minute:02d}"


def day(value: datetime, language: str, now: datetime) -> str:
    """The day, with its year only if that is not this year: ``Sel, 24 Nov``, ``Tue 24 Nov``."""
    local, habits = _here(value, now), habits_of(language)
    weekday, month = habits.weekdays[local.weekday()], habits.months[local.month - 1]
    year = "" if local.year == now.year else f" {local.year}"
    return f"{weekday}{habits.after_weekday}{local.day} {month}{year}"


def day_long(value: datetime, language: str, now: datetime) -> str:
    """The day in full, as letters write it: ``Selasa, 24 November 2026``."""
    local, habits = _here(value, now), habits_of(language)
    weekday, month = habits.weekdays_long[local.weekday()], habits.months_long[local.month - 1]
    return f"{weekday}{habits.after_weekday}{local.day} {month} {local.year}"


def moment(value: datetime, language: str, now: datetime) -> str:
    """Day and time: ``Sel, 24 Nov 16.30``, ``Tue 24 Nov 16:30``."""
    return f"{day(value, language, now)} {clock(value, language, now)}"


def left(value: datetime, language: str, now: datetime) -> str:
    """What is left until a deadline, or how late it is.

    Hours while they help, ``tomorrow 10:00`` for tomorrow, then the day. Rounded so that nobody is
    told of time they do not have: ``2 hours left`` at 2 h 50.
    """
    seconds = (value - now).total_seconds()
    words = translation(language)
    if seconds <= 0:
        if seconds > -MINUTE:
            return words.gettext("just late")
        return words.gettext("late by %(time)s") % {"time": span(-seconds, language)}
    if seconds < MINUTE:
        return words.gettext("any moment")
    local = _here(value, now)
    if local.date() == now.date() or seconds < 6 * HOUR:
        return words.gettext("%(time)s left") % {"time": span(seconds, language)}
    if local.date() == now.date() + timedelta(days=1):
        return words.gettext("tomorrow %(clock)s") % {"clock": clock(value, language, now)}
    return day(value, language, now)


def ago(value: datetime, language: str, now: datetime) -> str:
    """How long ago: ``2 seconds ago``, ``yesterday 10:05``, then the moment itself."""
    seconds = max(0.0, (now - value).total_seconds())
    words = translation(language)
    local = _here(value, now)
    if local.date() == now.date() or seconds < 6 * HOUR:
        return words.gettext("%(time)s ago") % {"time": span(seconds, language)}
    if local.date() == now.date() - timedelta(days=1):
        return words.gettext("yesterday %(clock)s") % {"clock": clock(value, language, now)}
    return moment(value, language, now)


def span(seconds: float, language: str) -> str:
    """A length of time in its largest whole unit, rounded down: ``4 hours``, ``2 jam``."""
    words = translation(language)
    if seconds >= 2 * DAY:
        count = int(seconds // DAY)
        form = words.ngettext("%(n)s day", "%(n)s days", count)
    elif seconds >= HOUR:
        count = int(seconds // HOUR)
        form = words.ngettext("%(n)s hour", "%(n)s hours", count)
    elif seconds >= MINUTE:
        count = int(seconds // MINUTE)
        form = words.ngettext("%(n)s minute", "%(n)s minutes", count)
    else:
        count = int(seconds)
        form = words.ngettext("%(n)s second", "%(n)s seconds", count)
    return form % {"n": count}


def number(value: float | None, language: str, digits: int = 0) -> str:
    """A number grouped in thousands: ``1.234`` (id), ``1,234`` (en); ``None`` is a dash."""
    if value is None:
        return MISSING
    habits = habits_of(language)
    plain = f"{value:,.{digits}f}"
    if habits.group == ",":
        return plain
    return plain.translate({ord(","): habits.group, ord("."): habits.decimal})


def rupiah(value: int | None, language: str) -> str:
    """Whole rupiah: ``Rp 1.250.000``."""
    if value is None:
        return MISSING
    sign = "−" if value < 0 else ""
    return f"{sign}Rp\u00a0{number(abs(value), language)}"


def iso(value: datetime) -> str:
    """The moment for ``<time datetime>`` and scripts, with its offset."""
    return value.isoformat(timespec="seconds")
