"""Reading the address of a question: lists, moments, pages; empty is the same as absent."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime

from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kentongan.toolbox.refusals import Unprocessable

PAGE_SIZE, LARGEST_PAGE = 50, 1000
"""Records on a page; the standard's own bound is a thousand."""
DEEPEST = 10_000_000
"""Records that can be skipped; behind them there is nothing."""
_OFFSET_SPACE = re.compile(r"(T[0-9:.]+) ([0-9]{2}:?[0-9]{2})$", re.ASCII)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
EARLIEST = datetime(1900, 1, 1, tzinfo=UTC)
LATEST = datetime(2200, 1, 1, tzinfo=UTC)


class ParameterMissing(Unprocessable):
    code = "parameter_missing"
    sentence = _("This parameter is required.")


class ParameterUnusable(Unprocessable):
    code = "parameter_unusable"
    sentence = _("This value cannot be used.")


@dataclass(frozen=True, slots=True)
class Page:
    """Which part of a list."""

    number: int
    size: int

    @property
    def start(self) -> int:
        """Records before it."""
        return (self.number - 1) * self.size

    @property
    def is_reachable(self) -> bool:
        """Whether anything can stand there at all."""
        return self.start <= DEEPEST


def wants_extensions(request: HttpRequest) -> bool:
    """Whether fields beyond the standard are asked for."""
    asked = request.GET.get("extensions") or request.POST.get("extensions") or ""
    return asked.lower() in {"true", "1", "v1"}


def several(query: QueryDict, name: str) -> list[str]:
    """Return the values of a parameter that may be repeated or hold commas."""
    joined = ",".join(query.getlist(name))
    return [part.strip() for part in joined.split(",") if part.strip()]


def page_of(query: QueryDict) -> Page:
    """Return the page asked for.

    :raises ParameterUnusable: if it is no whole number from 1 on, or larger than a page may be
    """
    number = _whole(query, "page", 1, None)
    return Page(number, _whole(query, "page_size", PAGE_SIZE, LARGEST_PAGE))


def _whole(query: QueryDict, name: str, default: int, most: int | None) -> int:
    text = query.get(name, "").strip()
    if not text:
        return default
    if not (text.isascii() and text.isdecimal()) or len(text) > 30 or int(text) < 1:
        raise ParameterUnusable(_("This must be a whole number from 1 on."), field=name)
    if most is not None and int(text) > most:
        raise ParameterUnusable(_("At most %(most)d fit on a page.") % {"most": most}, field=name)
    return int(text)


def moment_of(query: QueryDict, name: str) -> datetime | None:
    """Return a moment in W3C's subset of ISO 8601; a day alone begins at midnight in the city.

    :raises ParameterUnusable: without an offset, or if there is no such moment
    """
    # An unescaped "+" in an address arrives as a space.
    text = _OFFSET_SPACE.sub(r"\1+\2", query.get(name, "").strip())
    if not text:
        return None
    wrong = ParameterUnusable(
        _("Write a moment with its offset, like 2026-05-24T00:00:00+07:00."), field=name
    )
    try:
        moment = datetime.fromisoformat(text)
        if _DAY.fullmatch(text):
            moment = moment.replace(tzinfo=timezone.get_current_timezone())
        usable = moment.tzinfo is not None and EARLIEST <= moment <= LATEST
    except (ValueError, OverflowError):
        raise wrong from None
    if not usable:
        raise wrong
    return moment


def degrees_of(query: QueryDict, name: str) -> float | None:
    """Return a finite number.

    :raises ParameterUnusable: if it is none
    """
    text = query.get(name, "").strip()
    if not text:
        return None
    try:
        number = float(text)
    except ValueError:
        number = float("nan")
    if not abs(number) <= 1_000_000:
        raise ParameterUnusable(_("This is not a number."), field=name)
    return number
