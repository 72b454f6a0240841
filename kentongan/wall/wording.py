"""What the wall says of every kind of journal entry; a house test sees that none is missing.

Wording is worked out in every language of the city at once: an entry is told to all screens in
the same bytes, and each picks its own language.
"""

from collections.abc import Iterable, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from kentongan.wall.alarms import ALARMS
from kentongan.wall.buses import BUSES
from kentongan.wall.council import COUNCIL
from kentongan.wall.counter import COUNTER
from kentongan.wall.directives import DIRECTIVES
from kentongan.wall.incidents import INCIDENTS
from kentongan.wall.neighbourhoods import NEIGHBOURHOODS
from kentongan.wall.sources import SOURCES
from kentongan.wall.stage import STAGE
from kentongan.wall.telephone import TELEPHONE
from kentongan.wall.tellings import Telling
from kentongan.wall.visits import VISITS

Words = Mapping[str, str]
TYPE = _("%(type)s")
TELLINGS: Mapping[str, Telling] = {
    **ALARMS,
    **BUSES,
    **COUNCIL,
    **COUNTER,
    **INCIDENTS,
    **DIRECTIVES,
    **NEIGHBOURHOODS,
    **SOURCES,
    **STAGE,
    **TELEPHONE,
    **VISITS,
    "case.opened": Telling(TYPE, _("%(place)s · %(unit)s")),
    "case.verified": Telling(TYPE, _("Verified · %(place)s · %(unit)s")),
    "case.assigned": Telling(TYPE, _("Given to an officer · %(place)s · %(unit)s")),
    "case.forwarded": Telling(TYPE, _("Forwarded · %(place)s · %(from)s → %(unit)s")),
    "case.corrected": Telling(TYPE, _("Type or place corrected · %(place)s · %(unit)s")),
    "case.answered": Telling(TYPE, _("Reporter answered · %(place)s · %(unit)s")),
    "case.reporter_asked": Telling(TYPE, _("Reporter asked · %(place)s · %(unit)s")),
    "case.reporter_replied": Telling(TYPE, _("Reporter replied · %(place)s · %(unit)s")),
    "case.words_added": Telling(TYPE, _("More was said of it · %(place)s · %(unit)s")),
    "case.noted": Telling(TYPE, _("Note written · %(place)s · %(unit)s"), is_shown=False),
    "case.claimed": Telling(TYPE, _("Claimed done, being checked · %(place)s · %(unit)s")),
    "case.confirmed": Telling(TYPE, _("Confirmed done · %(place)s · %(unit)s"), "well"),
    "case.unopposed": Telling(TYPE, _("Claimed done, unopposed · %(place)s · %(unit)s")),
    "case.disputed": Telling(TYPE, _("Disputed: not done · %(place)s · %(unit)s"), "late"),
    "case.audited": Telling(
        TYPE, _("Looked at by an auditor · %(place)s · %(unit)s"), is_shown=False
    ),
    "exchange.imported": Telling(_("SP4N-LAPOR: a file was read"), is_shown=False),
    "exchange.exported": Telling(_("SP4N-LAPOR: matters were handed over"), is_shown=False),
    "exchange.states_exported": Telling(_("SP4N-LAPOR: states were told"), is_shown=False),
    "exchange.numbers_linked": Telling(_("SP4N-LAPOR: numbers were kept"), is_shown=False),
    "city.categories_mapped": Telling(_("The table of categories was replaced"), is_shown=False),
    "audit.drawn": Telling(_("Claims were drawn for audit"), is_shown=False),
    "case.joined": Telling(TYPE, _("Joined to another report · %(place)s · %(unit)s")),
    "case.voice_added": Telling(TYPE, _("One more voice · %(place)s · %(unit)s")),
    "case.voice_separated": Telling(TYPE, _("A voice has its own case again · %(place)s")),
    "case.recognised": Telling(TYPE, _("Seen as known · %(place)s"), is_shown=False),
    "case.refused": Telling(TYPE, _("Refused · %(place)s · %(unit)s")),
    "case.referred": Telling(TYPE, _("Sent to another authority · %(place)s · %(unit)s")),
    "case.referral_followed": Telling(_("A referral was followed up"), is_shown=False),
    "case.referral_concluded": Telling(_("A referral was concluded"), is_shown=False),
    "case.set_aside": Telling(_("A report was set aside"), is_shown=False),
    "case.overseen": Telling(_("A case went to the inspectorate"), is_shown=False),
    "case.objected": Telling(TYPE, _("Refusal objected to · %(place)s · %(unit)s"), "soon"),
    "case.objection_decided": Telling(TYPE, _("Objection decided · %(place)s · %(unit)s")),
    "case.reopened": Telling(TYPE, _("Reopened · %(place)s · %(unit)s"), "soon"),
    "deadline.missed": Telling(TYPE, _("Past its promise · %(place)s · %(unit)s"), "late"),
    "deadline.reminded": Telling(_("A deadline comes near"), is_shown=False),
    "deadline.recalculated": Telling(_("A deadline was moved by a decree"), is_shown=False),
    "deadline.added": Telling(_("A decree added a deadline"), is_shown=False),
    "case.paused": Telling(TYPE, _("Deadlines paused · %(place)s · %(unit)s")),
    "case.resumed": Telling(TYPE, _("Deadlines run again · %(place)s · %(unit)s")),
    "case.escalated": Telling(TYPE, _("Handed up · %(place)s · %(unit)s"), "late"),
    "request.received": Telling(_("Report received"), is_shown=False),
    "case.photo_screened": Telling(_("A photo was screened"), is_shown=False),
    "case.narrowed": Telling(_("Something was hidden"), is_shown=False),
    "case.widening_asked": Telling(_("Somebody asked to show more"), is_shown=False),
    "case.widened": Telling(_("More was shown, by two"), is_shown=False),
    "case.widening_declined": Telling(_("What was asked for stays hidden"), is_shown=False),
    "request.identity_seen": Telling(_("Somebody looked at who reported"), is_shown=False),
    "request.contact_corrected": Telling(_("A reporter corrected contact data"), is_shown=False),
    "request.restricted": Telling(_("A reporter's data were restricted"), is_shown=False),
    "reporter.erased": Telling(_("A reporter's data were erased"), is_shown=False),
    "data_request.received": Telling(_("A wish about personal data came in"), is_shown=False),
    "data_request.missed": Telling(_("A wish about personal data is late"), is_shown=False),
    "data_request.fulfilled": Telling(_("A wish about personal data was done"), is_shown=False),
    "data_request.declined": Telling(_("A wish about personal data was declined"), is_shown=False),
    "retention.applied": Telling(_("Data kept long enough were let go"), is_shown=False),
    "city.loaded": Telling(_("The city's data were renewed")),
    "drill.opened": Telling(_("A drill was opened")),
    "drill.flooded": Telling(_("A flood is played into the drill"), tone="late"),
    "user.signed_in": Telling(_("Somebody signed in"), is_shown=False),
    "user.added": Telling(_("An account was added"), is_shown=False),
    "user.placed": Telling(_("Somebody got a role"), is_shown=False),
    "user.readdressed": Telling(_("Letters reach somebody elsewhere"), is_shown=False),
    "user.deactivated": Telling(_("An account was closed"), is_shown=False),
    "user.reactivated": Telling(_("An account was opened again"), is_shown=False),
    "user.password_changed": Telling(_("A password was changed"), is_shown=False),
    "user.password_reset": Telling(_("A password was set anew"), is_shown=False),
    "case.party_invited": Telling(TYPE, _("Another party asked"), is_shown=False),
    "case.party_answered": Telling(TYPE, _("Another party answered"), is_shown=False),
    "case.party_revoked": Telling(TYPE, _("A party's link taken back"), is_shown=False),
    "request.photos_added": Telling(_("Photos added to a reply"), is_shown=False),
    "message.received": Telling(_("A message came in"), is_shown=False),
    "message.set_aside": Telling(_("A message was set aside"), is_shown=False),
    "message.resumed": Telling(_("A message was taken up again"), is_shown=False),
    "dialogue.replied": Telling(_("A message was replied to"), is_shown=False),
    "dialogue.stopped": Telling(_("Somebody wishes to hear nothing more"), is_shown=False),
    "dialogue.resumed": Telling(_("Somebody wishes to hear from us again"), is_shown=False),
    "dialogue.severed": Telling(_("A number turned out to be somebody else's"), is_shown=False),
    "letter.readdressed": Telling(_("A letter got another address"), is_shown=False),
    "letter.sent": Telling(_("A letter was sent"), is_shown=False),
    "letter.bounced": Telling(_("A letter came back"), is_shown=False),
    "letter.failed": Telling(_("A letter could not be sent"), is_shown=False),
    "letter.withdrawn": Telling(_("A letter was withdrawn"), is_shown=False),
    "letter.retried": Telling(_("A letter is tried again"), is_shown=False),
    "key.added": Telling(_("A machine was given a key"), is_shown=False),
    "key.closed": Telling(_("A machine's key was withdrawn"), is_shown=False),
    "screen.opened": Telling(_("A screen was added"), is_shown=False),
    "screen.closed": Telling(_("A screen was closed"), is_shown=False),
}
SHOWN = frozenset(kind for kind, telling in TELLINGS.items() if telling.is_shown)


def word(text: str | Promise, languages: Iterable[str], **names: Words) -> dict[str, str]:
    """Return the text in each language; `names` are texts in several languages themselves."""
    worded = {}
    for language in languages:
        with override(language):
            chosen = {key: _pick(texts, language) for key, texts in names.items()}
            worded[language] = (str(text) % chosen).strip(" ·")
    return worded


def _pick(texts: Words, language: str) -> str:
    return texts.get(language) or next(iter(texts.values()), "")
