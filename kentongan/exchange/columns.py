"""The columns of the files, and the headings under which others may write them.

SP4N-LAPOR publishes no format of its exports; headings differ from year to year. So a file is read
by names, in any order, case and spacing ignored; what we write has the first name of each line.
"""

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from django.utils.translation import gettext_lazy as _

from kentongan.toolbox.refusals import Unprocessable

HEADINGS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "number": ("nomor", "nomor laporan", "no laporan", "tracking id", "id laporan", "id"),
        "sent_at": ("tanggal", "tanggal laporan", "tanggal masuk", "waktu"),
        "category": ("kategori", "klasifikasi", "topik"),
        "main": ("kategori utama",),
        "sub": ("sub kategori", "subkategori"),
        "title": ("judul", "judul laporan", "perihal"),
        "words": ("isi", "isi laporan", "uraian", "deskripsi", "laporan"),
        "kelurahan": ("kelurahan", "desa", "kelurahan/desa"),
        "kecamatan": ("kecamatan",),
        "address": ("alamat", "lokasi", "alamat kejadian"),
        "lat": ("lintang", "latitude", "lat"),
        "lon": ("bujur", "longitude", "lng", "lon"),
        "name": ("nama", "nama pelapor", "pelapor"),
        "email": ("email", "surel"),
        "phone": ("telepon", "no telepon", "nomor telepon", "no hp", "hp"),
        "is_anonymous": ("anonim",),
        "is_confidential": ("rahasia",),
        "state": ("status",),
        "answer": ("jawaban", "tindak lanjut"),
        "reference": ("referensi", "nomor kota", "kode layanan"),
        "moment": ("tanggal status",),
    }
)
_KNOWN = {heading: name for name, headings in HEADINGS.items() for heading in headings}
NEEDED = ("number", "words")
YES = frozenset({"ya", "y", "yes", "true", "1", "anonim", "rahasia"})


class ColumnsMissing(Unprocessable):
    code = "columns_missing"


def plain(heading: str) -> str:
    """Return a heading as it is compared: small, single spaces, no marks around it."""
    return re.sub(r"[\s_.]+", " ", heading.replace("\ufeff", "")).strip().lower()


def named(headings: Iterable[str], needed: Iterable[str] = NEEDED) -> list[str]:
    """Return our name of each column, "" for those we do not read.

    :raises ColumnsMissing: if one that is needed is not there
    """
    names = [_KNOWN.get(plain(heading), "") for heading in headings]
    missing = [HEADINGS[name][0] for name in needed if name not in names]
    if missing:
        told = _("The file has no column “%(name)s”.") % {"name": ", ".join(missing)}
        raise ColumnsMissing(told, field="file")
    return names


def is_yes(value: str) -> bool:
    """Whether a cell says yes."""
    return value.strip().lower() in YES
