"""Every address that the doors have, found by themselves, with everything filled that stands open.

Whoever adds a route is walked at once. If it has a part that nothing here knows how to fill, the
walk fails and says so: then say below what stands there, as near to the hidden matter as it goes.
"""

import re
from collections.abc import Iterator, Mapping

from django.urls import URLPattern, URLResolver, get_resolver

from kentongan.casework.models import Case, Draw, Invitation, Widening
from kentongan.intake.models import DataRequest, Photo

NO_PHOTO = "0" * 64
BY_REFERENCE = frozenset({"reference", "number", "token", "key", "rest"})
"""What is filled with the number of the matter itself: a secret, a form, whatever it may be."""
PLAIN: Mapping[str, str] = {
    "digest": NO_PHOTO,
    "code": "PJU-01",
    "identifier": "contoh.siaga.1.1",
    "language": "id",
    "name": "192",
    "part": "baru",
    "paper": "tanda-terima",
    "pbx": "asterisk",
    "letter": "1",
    "stop": "1",
}
"""What does not say whose it is."""
ROWS: Mapping[str, object] = {
    "/meja/data/": lambda case: DataRequest.objects.filter(service_request__filing__case=case),
    "/meja/audit/": lambda case: Draw.objects.filter(claim__case=case),
    "foto/": lambda case: Photo.objects.filter(service_request__filing__case=case),
    "pihak/": lambda case: Invitation.objects.filter(case=case),
    "pelebaran/": lambda case: Widening.objects.filter(case=case),
}
"""Whose number stands after this, where it can be one of the hidden matter's own rows."""
ANY_ROW = re.compile(
    r"/meja/(surat|surat/lisan|pesan|telepon|telepon/ruang/terhapus|kertas|kunjungan|loket"
    r"|loket/tablet|pengguna|saringan|lapor/keluar)/$|/fraksi/rapat/$|/rukun/(ketua|bantu/tanda)/$"
    r"|/meja/(alarm|alarm/latihan|insiden|jaga|siaga/usulan)/$"
    r"|/meja/(disposisi|disposisi/tugas|disposisi/berkas|keputusan|keputusan/pertanyaan)/$"
    r"|/wall/(insiden|alarm)/$"
    r"|/perhentian/$|/wall/[a-z]+/$|/antrean/PJU-01/nomor/$"
)
"""After these it is anybody's: one that is there, or none."""
CHOICE = re.compile(r"\(\?P<\w+>([\w-]+(?:\|[\w-]+)+)\)")
NAMED = re.compile(r"<(?:\w+:)?(\w+)>")


class Unfillable(AssertionError):
    """A route nobody has told us how to fill."""


def routes(patterns: list[URLPattern | URLResolver], before: str = "/") -> Iterator[str]:
    """Every address as it is written in the code."""
    for pattern in patterns:
        here = f"{before}{pattern.pattern}"
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, here)
        else:
            yield here


def addresses(case: Case) -> Iterator[str]:
    """Every address, with what is the case's own wherever it can stand.

    :raises Unfillable: if a route has a part of which nothing here is known
    """
    for route in routes(get_resolver().url_patterns):
        for plain in _choices(_plain(route)):
            yield filled(plain, case)


def filled(route: str, case: Case) -> str:
    """Return an address with its open parts filled, the first one first.

    :raises Unfillable: as above
    """
    while found := NAMED.search(route):
        before, name = route[: found.start()], found[1]
        route = before + _value(name, before, route, case) + route[found.end() :]
    return route


def _value(name: str, before: str, route: str, case: Case) -> str:
    if name in BY_REFERENCE and not before.endswith("/antrean/PJU-01/nomor/"):
        return case.reference
    if name in PLAIN:
        return PLAIN[name]
    own = next((rows for folder, rows in ROWS.items() if before.endswith(folder)), None)
    if own is not None:
        row = own(case).order_by("pk").values_list("pk", flat=True).first()  # type: ignore[operator]
        return str(row or 1)
    if ANY_ROW.search(before):
        return "1"
    raise Unfillable(f"what stands for <{name}> in {route}? Say so in {__name__}")


def _plain(route: str) -> str:
    """A regular expression as a path: endings as JSON, groups by their names."""
    plain = re.sub(r"\(\?:\\\.\(\?P<ext>.*$", ".json", route.replace("^", "")).rstrip("$")
    return re.sub(r"\(\?P<(\w+)>(?![\w-]+\|)[^)]*\)", r"<\1>", plain)


def _choices(route: str) -> Iterator[str]:
    """Every way in which a route's choices can be made."""
    found = CHOICE.search(route)
    if found is None:
        yield route
        return
    for word in found[1].split("|"):
        yield from _choices(route[: found.start()] + word + route[found.end() :])
