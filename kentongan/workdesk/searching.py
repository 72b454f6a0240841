"""The search box: words to look for, and `kecamatan:melati` to look in.

The keys are understood in both languages. A value with spaces is put in quotes, or joined by
hyphens: `kecamatan:"melati barat"`, `kecamatan:melati-barat`. What fits several things means any of
them: `jenis:lampu` finds every kind of lamp.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from kentongan.casework.listing import Status
from kentongan.casework.models import Stage
from kentongan.catalogue.shelf import shelf
from kentongan.places.directory import directory
from kentongan.toolbox.codes import REFERENCE_LENGTH, cleaned
from kentongan.toolbox.refusals import Unprocessable
from kentongan.toolbox.words import tidy

LONGEST_SEARCH = 200
PAIR = re.compile(r'(?<!\S)([^\W\d_]+):(?:"([^"]*)"|(\S+))')
Changes = dict[str, Any]


class NotUnderstood(Unprocessable):
    code = "search_not_understood"


def understand(typed: str) -> Changes:
    """Return what the box asks for, as changes to `Wanted`.

    :raises NotUnderstood: if a key's value names nothing here
    """
    text = tidy(typed[:LONGEST_SEARCH], field="q")
    changes: Changes = {}
    for key, quoted, plain in PAIR.findall(text):
        look_up = KEYS.get(key.casefold())
        if look_up:
            changes.update(look_up(quoted or plain))
    words = PAIR.sub(lambda found: "" if found[1].casefold() in KEYS else found[0], text).strip()
    reference = as_reference(words)
    if reference:
        return {**changes, "reference": reference, "status": Status.ALL}
    return {**changes, "words": words}


def as_reference(words: str) -> str:
    """Return the case reference that somebody typed, or "": hyphens and look-alikes forgiven."""
    short = directory().profile.short
    plain = "".join(symbol for symbol in words.upper() if symbol.isalnum())
    if not plain.startswith(short) or len(words.split()) > 2:
        return ""
    rest = cleaned(plain[len(short) :])
    return f"{short}{rest}" if len(rest) == REFERENCE_LENGTH else ""


def _kecamatan(value: str) -> Changes:
    return {"kecamatan": _all(value, ((p.pk, p.code, p.name) for p in directory().kecamatan))}


def _kelurahan(value: str) -> Changes:
    return {"kelurahan": _all(value, ((p.pk, p.code, p.name) for p in directory().kelurahan))}


def _type(value: str) -> Changes:
    kinds = shelf().types.values()
    return {"service_types": _all(value, ((k.pk, k.code, *k.names.values()) for k in kinds))}


def _unit(value: str) -> Changes:
    units = directory().units.values()
    return {"units": _all(value, ((u.pk, u.code, *u.names.values()) for u in units))}


def _status(value: str) -> Changes:
    for changes, names in STATES:
        if _plain(value) in names:
            return dict(changes)
    raise NotUnderstood(_("There is no status “%(value)s”.") % {"value": value}, field="q")


def _all(value: str, known: Iterable[tuple[Any, ...]]) -> tuple[int, ...]:
    """The ids of whatever has that name: exactly, or else within a longer one."""
    wanted = _plain(value)
    names = [(pk, _plain(name)) for pk, *all_names in known for name in all_names if wanted]
    found = {pk for pk, name in names if name == wanted} or {
        pk for pk, name in names if wanted in name
    }
    if not found:
        raise NotUnderstood(_("Nothing here is called “%(value)s”.") % {"value": value}, field="q")
    return tuple(sorted(found))


def _plain(name: str) -> str:
    return "".join(symbol for symbol in name.casefold() if symbol.isalnum())


KEYS: dict[str, Callable[[str], Changes]] = {
    "kecamatan": _kecamatan,
    "district": _kecamatan,
    "kelurahan": _kelurahan,
    "ward": _kelurahan,
    "jenis": _type,
    "type": _type,
    "unit": _unit,
    "status": _status,
}
STATES: tuple[tuple[Changes, set[str]], ...] = (
    ({"status": Status.OPEN}, {"terbuka", "open"}),
    ({"status": Status.CLOSED}, {"selesai", "closed", "ditutup"}),
    ({"status": Status.ALL}, {"semua", "all"}),
    ({"stage": str(Stage.RECEIVED)}, {"baru", "received", "verifikasi"}),
    ({"stage": str(Stage.VERIFIED)}, {"terverifikasi", "verified"}),
    ({"stage": str(Stage.ASSIGNED)}, {"ditugaskan", "assigned"}),
    ({"stage": str(Stage.ASKED)}, {"ditanya", "asked", "menunggu"}),
    ({"stage": str(Stage.CLAIMED)}, {"diklaim", "claimed", "diperiksa"}),
)
