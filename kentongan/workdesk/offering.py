"""What the selects of the desk offer: drawn once per city, language and version of its data.

A page holds some four hundred options, the same on every page; drawn afresh they would cost more
than everything else on it.
"""

from collections.abc import Iterable

from django.template.loader import render_to_string
from django.utils.translation import get_language
from markupsafe import Markup, escape

from kentongan.catalogue.shelf import shelf
from kentongan.face.worded import worded
from kentongan.places.directory import data_version, directory
from kentongan.toolbox.snapshots import Snapshot
from kentongan.workdesk.filtering import FILTERS
from kentongan.workdesk.verbs import VERBS

Drawn = dict[str, str]

_drawn: Snapshot[dict[str, Drawn]] = Snapshot(dict, data_version)


def options(what: str, chosen: str = "") -> Markup:
    """Return the `<option>`s of kinds, units, kecamatan or kelurahan, one of them chosen."""
    language = get_language() or "id"
    by_language = _drawn()
    if language not in by_language:
        by_language[language] = _draw(language)
    drawn = by_language[language][what]
    if chosen:
        value = f'value="{escape(chosen)}"'
        drawn = drawn.replace(value, f"{value} selected", 1)
    return Markup(drawn)  # noqa: S704 - made of escaped parts below


def fixed(template: str) -> Markup:
    """Return a part of the desk that says the same to everybody, drawn with what it asks for."""
    by_language = _drawn()
    drawn = by_language.setdefault(f"{get_language() or 'id'} fixed", {})
    if template not in drawn:
        blank = {"asked": dict.fromkeys(FILTERS, ""), "options": options}
        drawn[template] = render_to_string(template, {**blank, "verbs": VERBS.values()})
    return Markup(drawn[template])  # noqa: S704 - drawn by a template that escapes


def _draw(language: str) -> dict[str, str]:
    known = directory()
    units = ((u.code, worded(u.names, language)) for u in known.units.values() if u.is_active)
    return {
        "kinds": _options((kind.code, worded(kind.names, language)) for kind in shelf().offered),
        "units": _options(sorted(units, key=lambda pair: pair[1])),
        "kecamatan": _options((place.code, place.name) for place in known.kecamatan),
        "kelurahan": _options((place.code, place.name) for place in known.kelurahan),
    }


def _options(pairs: Iterable[tuple[str, str]]) -> str:
    option = Markup('<option value="{}">{}</option>')
    return "".join(option.format(value, text) for value, text in pairs)
