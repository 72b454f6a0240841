"""What each column of the files about pauses means; the page reads its definitions here too."""

from django.utils.translation import gettext_lazy as _

from kentongan.openapi.data.columns import Columns, DataFile

UNIT_COLUMNS: Columns = (
    ("unit_code", _("Code of the unit that answers for the case now")),
    ("unit", _("Name of the unit")),
    ("reason", _("reporter, authority or force_majeure: what was waited for")),
    ("begun", _("Pauses begun in the period")),
    ("running", _("Of these, still running")),
    ("working_days", _("Working days the deadlines lost, those still running up to now")),
    ("hours", _("The same by the wall clock, nights and holidays included")),
)
ROW_COLUMNS: Columns = (
    ("unit_code", _("Code of the unit that answers for the case now")),
    ("reason", _("reporter, authority or force_majeure: what was waited for")),
    ("at", _("When it began, in UTC")),
    ("limit_at", _("How long it may last at most, in UTC")),
    ("ended_at", _("When it ended, in UTC; empty while it runs")),
    ("id", _("Number of the report, if it is public")),
)
PAUSE_FILES = (
    DataFile(
        "jeda-unit.csv",
        "text/csv",
        _("Pauses of deadlines, by unit (CSV)"),
        _("Of the last twelve months: how often and how long deadlines stood still, and why."),
        UNIT_COLUMNS,
    ),
    DataFile(
        "jeda.csv",
        "text/csv",
        _("Every pause (CSV)"),
        _("The rows behind those numbers."),
        ROW_COLUMNS,
    ),
)
