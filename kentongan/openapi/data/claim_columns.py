"""What each column of the files about claims means; the page reads its definitions here too."""

from django.utils.translation import gettext_lazy as _

from kentongan.openapi.data.columns import Columns, DataFile

STATE_COLUMNS: Columns = (
    ("confirmed", _("Somebody other than the unit has looked, and it is done")),
    ("disputed", _("Somebody other than the unit has looked, and it is not done")),
    ("unopposed", _("Nobody has looked, and nobody objected in time")),
    ("waiting", _("Not yet looked at, and still open to objection")),
    ("taken_back", _("Opened again by those at work, without a dispute")),
    ("otherwise", _("The case ended in another way, for instance joined to another")),
)
UNIT_COLUMNS: Columns = (
    ("unit_code", _("Code of the unit; empty for the whole city")),
    ("unit", _("Name of the unit")),
    (
        "claims",
        _(
            "Claims made: always confirmed + disputed + unopposed + waiting + taken_back + "
            "otherwise"
        ),
    ),
    *STATE_COLUMNS,
    ("fixed", _("Confirmed-fixed rate: confirmed / (confirmed + disputed); empty below ten")),
    ("fixed_low", _("Lower bound of its 90-percent interval (Wilson)")),
    ("fixed_high", _("Upper bound of its 90-percent interval (Wilson)")),
    ("fixed_n", _("How many that rates: confirmed + disputed")),
    ("fixed_missing", _("Claims of which nobody but the unit knows")),
    ("drawn", _("Drawn at random for audit")),
    ("audited", _("Of these, looked at")),
    ("audited_true", _("Of these, found true")),
    ("without_proof", _("Claims without a picture that should have one")),
    ("flagged", _("Claims with a picture that a check flagged; a flag is no verdict")),
    ("satisfaction", _("How satisfied reporters are with it, 1 to 5 on average; kept apart")),
    ("satisfaction_n", _("How many said so")),
)
ROW_COLUMNS: Columns = (
    ("claim", _("Number of the claim")),
    ("unit_code", _("Code of the unit")),
    ("at", _("When it was made, in UTC")),
    ("id", _("Number of the report, if it is public")),
    ("state", _("One of the six above: what the claim is now")),
    ("pictures", _("How many pictures show the work")),
    ("checks", _("Codes of what the checks flagged")),
    ("drawn_in", _("Month in which it was drawn for audit")),
    ("seed", _("Seed of that draw, so that it can be repeated")),
    ("audited", _("t or f: found true or not by the audit; empty if not looked at")),
)
CLAIM_FILES = (
    DataFile(
        "klaim-unit.csv",
        "text/csv",
        _("Claims of work done, by unit (CSV)"),
        _("Of the last twelve months: what units claimed, and what others found."),
        UNIT_COLUMNS,
    ),
    DataFile(
        "klaim.csv",
        "text/csv",
        _("Every claim (CSV)"),
        _("The rows behind those numbers, and all that is needed to repeat a draw for audit."),
        ROW_COLUMNS,
    ),
)
