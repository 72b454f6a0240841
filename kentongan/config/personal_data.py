"""Which fields hold personal data, or may: words of people, names, addresses, spots, pictures.

The record of processing that UU 27/2022 asks for. `docs/privacy.md` says of each why it is kept,
how long and who sees it; a test compares both, and finds a field that nobody has thought of.
"""

from enum import StrEnum

from kentongan.config.harmless_data import HARMLESS

__all__ = ["HARMLESS", "PEOPLED", "PERSONAL", "Holds", "personal_fields"]


class Holds(StrEnum):
    """Whose data a field holds, and what becomes of it."""

    PERSON = "person"
    """Who a reporter is. Erased at their wish, and by itself after the end."""
    TOLD = "told"
    """What a reporter told. Erased at their wish, else kept as the record of the matter."""
    PICTURE = "picture"
    """Photos. The file is erased at their wish, and by itself after the end."""
    KEY = "key"
    """What opens or marks a reporter's own page."""
    WORK = "work"
    """What those at work wrote: names nobody it need not, and stays as the city's record."""
    STAFF = "staff"
    """Who is at work, and what they did or tried."""
    PARTY = "party"
    """How a firm or an office that was asked is reached."""
    PUBLIC = "public"
    """Screened for everybody: personal data would be a mistake, taken back by one click."""


_PLACES = ("lat", "lon")
PERSONAL: dict[Holds, dict[str, tuple[str, ...]]] = {
    Holds.PERSON: {
        "intake.Reporter": ("name", "email", "phone", "telegram"),
        "intake.InboundMessage": ("sender", "sender_name"),
        "intake.MessagePart": ("sender",),
        "intake.OptOut": ("address",),
        "calls.Call": ("number", "recording"),
        "calls.CallEvent": ("body",),
        "calls.Command": ("body",),
        "dialogue.Conversation": ("address",),
    },
    Holds.TOLD: {
        "intake.ServiceRequest": ("words", "answers", "address", *_PLACES),
        "intake.DataRequest": ("text",),
        "casework.Case": ("words", "address", *_PLACES),
        "casework.Addition": ("text",),
        "casework.Inquiry": ("reply",),
        "casework.Objection": ("text",),
        "casework.Verdict": ("text",),
        "calls.Call": ("note",),
        "calls.CallDraft": ("typed",),
        "counter.TicketDraft": ("typed",),
        "dialogue.Conversation": ("draft",),
        "dialogue.Reply": ("text",),
        "council.Matter": ("title", "words"),
        "paper.PaperDraft": ("typed",),
        "exchange.Leftover": ("row",),
        "intake.InboundMessage": ("text", "media", "raw", *_PLACES),
        "intake.MessagePart": ("text",),
    },
    Holds.PICTURE: {
        "intake.Photo": ("file", "digest", "public_digest"),
        "casework.Screening": ("areas",),
    },
    Holds.KEY: {"intake.ServiceRequest": ("reference", "code", "idempotency_key")},
    Holds.WORK: {
        "council.Item": ("reason",),
        "council.Remark": ("text",),
        "paper.PaperBatch": ("occasion",),
        "alarms.AlarmRule": ("why",),
        "alarms.AlarmStep": ("reason",),
        "alarms.Suppression": ("reason",),
        "casework.Answer": ("text",),
        "casework.Assignment": ("instruction",),
        "casework.Claim": ("text",),
        "casework.Disposition": ("text",),
        "casework.FollowUp": ("text",),
        "casework.IdentityLook": ("text",),
        "casework.Inquiry": ("question",),
        "casework.Note": ("text",),
        "casework.Objection": ("answer",),
        "casework.Pause": ("text",),
        "casework.Proof": ("file", "digest", *_PLACES),
        "casework.Referral": ("authority", "address", "their_reference", "text"),
        "casework.Reopening": ("reason",),
        "casework.Sighting": ("text",),
        "casework.Transfer": ("reason",),
        "casework.Widening": ("reason",),
        "intake.DataRequest": ("answer",),
        "command.Decision": ("words", "reason", "about_title", "known"),
        "command.Directive": ("words", "reason", "about_title"),
        "command.Enclosure": ("file", "digest", "name"),
        "command.Question": ("words", "options", "blocks", "about_title", "reason"),
        "command.Step": ("text",),
        "incidents.Handover": ("note", "people"),
        "incidents.Incident": ("name",),
        "incidents.LogLine": ("text",),
        "incidents.Spell": ("text",),
        "neighbourhood.VerdictPhoto": ("file", "digest"),
        "stage.StageProposal": ("reason",),
        "visiting.Stop": ("text", *_PLACES),
        "visiting.StopPhoto": ("file", "digest"),
        "visiting.Visit": ("note", "reason"),
    },
    Holds.STAFF: {
        "people.User": ("username", "name", "password", "email", "phone"),
        "people.SavedFilter": ("name", "query"),
        "people.SignInFailure": ("username", "device"),
    },
    Holds.PARTY: {
        "casework.Contribution": ("text",),
        "casework.Invitation": ("name", "email", "phone", "question"),
        "casework.PartyPhoto": ("file", "digest"),
    },
    Holds.PUBLIC: {
        "casework.Case": ("public_words", "public_lat", "public_lon"),
        "casework.Verification": ("public_words",),
        "casework.Widening": ("public_words",),
        "stage.StageChange": ("reason",),
        "stage.StageMessage": ("body",),
    },
}
PEOPLED = frozenset(
    {
        "alarms",
        *("calls", "casework", "command", "council", "counter", "dialogue", "exchange"),
        *("incidents", "intake", "journal", "mailroom", "neighbourhood", "paper", "people"),
        *("stage", "visiting"),
    }
)


def personal_fields() -> set[str]:
    """Return every field that holds personal data, or may, as `app.Model.field`."""
    return {
        f"{model}.{field}"
        for models in PERSONAL.values()
        for model, fields in models.items()
        for field in fields
    }
