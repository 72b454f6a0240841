"""The Jinja2 environment every page is drawn with; Django's Jinja2 backend calls `environment`."""

import json
from collections.abc import Callable
from datetime import datetime
from functools import lru_cache, partial
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone, translation
from jinja2 import Environment

from kentongan.cities.drills import is_drill
from kentongan.face import formatting
from kentongan.face.drawing import boundary_svg
from kentongan.face.sparklines import spark
from kentongan.face.stamping import static
from kentongan.face.worded import worded


def environment(**options: Any) -> Environment:
    """Build the environment from the options of Django's ``TEMPLATES`` setting."""
    options.setdefault("trim_blocks", True)
    options.setdefault("lstrip_blocks", True)
    extensions = [*options.pop("extensions", ()), "jinja2.ext.i18n"]
    env = Environment(extensions=extensions, **options)  # noqa: S701 - Django passes autoescape
    env.install_gettext_callables(  # type: ignore[attr-defined]
        translation.gettext,
        translation.ngettext,
        newstyle=True,
        pgettext=translation.pgettext,
        npgettext=translation.npgettext,
    )
    env.globals.update(_globals())
    env.filters.update(_filters())
    return env


def _globals() -> dict[str, Any]:
    return {
        "static": static,
        "url": url,
        "now": timezone.localtime,
        "language": _language,
        "languages": lambda: settings.LANGUAGES,
        "language_address": language_address,
        "age_words": age_words,
        "boundary_svg": boundary_svg,
        "spark": spark,
        "worded": worded,
        "is_drill": is_drill,
    }


def _filters() -> dict[str, Callable[..., Any]]:
    timed = ("moment", "day", "day_long", "clock", "left", "ago")
    filters: dict[str, Callable[..., Any]] = {
        name: partial(_timed, getattr(formatting, name)) for name in timed
    }
    filters["span"] = lambda seconds: formatting.span(seconds, _language())
    filters["rupiah"] = lambda value: formatting.rupiah(value, _language())
    filters["number"] = lambda value, digits=0: formatting.number(value, _language(), digits)
    filters["iso"] = formatting.iso
    filters["worded"] = worded
    return filters


def _timed(
    words: Callable[[datetime, str, datetime], str],
    value: datetime | None,
    now: datetime | None = None,
) -> str:
    if value is None:
        return formatting.MISSING
    # A `now` that a page made with `now()` is in the city's zone already; asking costs 4 µs a date.
    local = now and isinstance(now.tzinfo, ZoneInfo) and now.tzinfo.key != "UTC"
    here = now if now and local else timezone.localtime(now)
    return words(value, _language(), here)


def _language() -> str:
    return translation.get_language() or settings.LANGUAGE_CODE


@lru_cache(maxsize=512)
def url(name: str, *args: object, **kwargs: object) -> str:
    """The address of a named route, always the same; a wrong name fails loudly."""
    return reverse(name, args=args or None, kwargs=kwargs or None)


def language_address(request: HttpRequest | None, code: str) -> str:
    """This page in another language, with everything else in its address kept."""
    if not request:  # also an undefined one: a page drawn outside a request
        return f"?lang={code}"
    query = request.GET.copy()
    query["lang"] = code
    return f"?{query.urlencode()}"


def age_words() -> str:
    """JSON for ``age.js``: unit to its one and many forms, with ``%(n)s`` where the count goes."""
    form = translation.gettext("%(time)s ago")
    units = {
        "second": ("%(n)s second", "%(n)s seconds"),
        "minute": ("%(n)s minute", "%(n)s minutes"),
        "hour": ("%(n)s hour", "%(n)s hours"),
        "day": ("%(n)s day", "%(n)s days"),
    }
    return json.dumps(
        {
            unit: [form.replace("%(time)s", translation.ngettext(*forms, n)) for n in (1, 2)]
            for unit, forms in units.items()
        }
    )
