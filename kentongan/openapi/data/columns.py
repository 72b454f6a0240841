"""What each column of each file means; the page and the metadata both read it here."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Columns = tuple[tuple[str, "str | Promise"], ...]


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file on offer."""

    path: str
    media_type: str
    title: "str | Promise"
    about: "str | Promise"
    columns: Columns = ()


REPORT_COLUMNS: Columns = (
    ("id", _("Number of the report, as in Open311")),
    ("service_code", _("Code of the service, see jenis.csv")),
    ("service_name", _("Name of the service")),
    ("service_group", _("Group of services")),
    ("status", _("open or closed")),
    ("stage", _("received, verified, assigned, asked, claimed (by the unit, as done) or closed")),
    (
        "outcome",
        _(
            "confirmed (done, and somebody else has looked), unopposed (claimed as done, nobody "
            "objected), refused, referred (to another authority), set_aside or joined (to another "
            "report); empty while open"
        ),
    ),
    ("opened_at", _("When the report came in")),
    ("promised_at", _("By when an answer was promised")),
    ("closed_at", _("When it was closed")),
    ("updated_at", _("When something last changed")),
    ("unit_code", _("Code of the unit that answers")),
    ("unit", _("Unit that answers")),
    ("kelurahan_code", _("Kemendagri code of the kelurahan")),
    ("kelurahan", _("Kelurahan")),
    ("kecamatan_code", _("Kemendagri code of the kecamatan")),
    ("kecamatan", _("Kecamatan")),
    ("lat", _("Latitude; the kelurahan's centre if the matter is private")),
    ("lon", _("Longitude, likewise")),
    ("voices", _("How many people reported the same thing")),
    ("words", _("What it is about, screened before it was made public")),
)
SIDES: Columns = (
    (
        "received",
        _(
            "Reports received: always open + confirmed + unopposed + refused + referred + "
            "set_aside + joined"
        ),
    ),
    ("open", _("Of these, still open")),
    ("confirmed", _("Of these, done, and somebody else has looked")),
    ("unopposed", _("Of these, claimed as done, and nobody objected in time")),
    ("refused", _("Of these, refused with a reason")),
    ("referred", _("Of these, forwarded to another authority")),
    ("set_aside", _("Of these, set aside as no report at all")),
    ("joined", _("Of these, joined to another report of the same thing")),
)
BALANCE_COLUMNS: Columns = (
    ("day", _("Day at whose end it stood so")),
    ("cut", _("city, kecamatan, unit, type (of service) or channel")),
    ("code", _("Code of the kecamatan, unit or service; the channel; empty for private matters")),
    ("name", _("Its name")),
    *SIDES,
)
TALLY_COLUMNS: Columns = (
    ("day", _("Day on which the reports came in")),
    ("kelurahan_code", _("Kemendagri code; empty for private matters")),
    ("kelurahan", _("Kelurahan; empty for private matters")),
    ("service_code", _("Code of the service; empty for private matters")),
    *SIDES,
)
FILES = (
    DataFile(
        "laporan.csv",
        "text/csv",
        _("Public reports (CSV)"),
        _("Every report that somebody verified and made public, one a line."),
        REPORT_COLUMNS,
    ),
    DataFile(
        "laporan.geojson",
        "application/geo+json",
        _("Public reports (GeoJSON)"),
        _("The same reports as points for a map."),
    ),
    DataFile(
        "rekap.csv",
        "text/csv",
        _("Tally of all reports (CSV)"),
        _("How many came in each day, also those that are not public; of the last 366 days."),
        TALLY_COLUMNS,
    ),
    DataFile(
        "neraca.csv",
        "text/csv",
        _("Balance of all reports (CSV)"),
        _(
            "What had ever been received when a day ended, and where it stood, for every heading: "
            "add ?day=2026-03-03 for another day than yesterday."
        ),
        BALANCE_COLUMNS,
    ),
    DataFile(
        "jenis.csv",
        "text/csv",
        _("Services (CSV)"),
        _("The kinds of report, with the names behind the codes."),
    ),
)
