"""The history of a case, read from its rows in one statement, oldest first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Q, TextField, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Coalesce, Concat

from kentongan.casework.history_clocks import of_clocks
from kentongan.casework.history_parts import Rows
from kentongan.casework.history_parts import part as _part
from kentongan.casework.history_words import of_words
from kentongan.casework.models import (
    Case,
    Contribution,
    Disposition,
    FollowUp,
    Move,
    Objection,
    Verdict,
)

Outcome = Disposition.Outcome


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened: `kind` is the journal's, `said` the words, `detail` a code or id."""

    kind: str
    row: int
    at: datetime
    who: int | None
    said: str
    detail: str


def history(case: Case, *more: Rows) -> list[Event]:
    """Return everything that happened to the case (one statement).

    :param more: what a room above remembers of it, as `part` shapes it
    """
    first, *rest = _parts(case)
    rest += more
    events = [Event(*values) for values in first.union(*rest, all=True)]
    return sorted(events, key=lambda event: event.at)


def _parts(case: Case) -> Iterable[Rows]:
    nothing, nobody = Value("", TextField()), Value(None)
    yield from _voices(case)
    yield _part(case.verifications.all(), "case.verified", F("public_words"), F("is_public"))
    yield _part(case.corrections.all(), "case.corrected", nothing, F("became"))
    yield _part(case.transfers.all(), "case.forwarded", F("reason"), F("to_unit_id"))
    yield _part(case.assignments.all(), "case.assigned", F("instruction"), F("officer_id"))
    yield _part(case.inquirys.all(), "case.reporter_asked", F("question"), nothing)
    replied = case.inquirys.filter(replied_at__isnull=False)
    # The row was written by whoever asked; the reply is the reporter's, and no user's.
    reply, whom = F("reply"), F("replied_by_id")
    yield _part(replied, "case.reporter_replied", reply, whom, at="replied_at", who=nobody)
    yield from of_words(case)
    yield _part(case.answers.all(), "case.answered", F("text"), nothing)
    yield _part(case.notes.all(), "case.noted", F("text"), nothing)
    yield _part(case.claims.all(), "case.claimed", F("text"), nothing)
    yield from _ends(case)
    yield from of_clocks(case)
    yield from _at_the_gate(case)
    yield from _shown_and_hidden(case)
    yield from _parties(case)


def _ends(case: Case) -> Iterable[Rows]:
    """How it ended, who said that the claim is true or not, and who took it up again."""
    for outcome in set(Outcome) - {Outcome.CONFIRMED, Outcome.REFERRED}:
        ends = case.dispositions.filter(outcome=outcome)
        yield _part(ends, f"case.{outcome}", F("text"), F("reason"))
    # Whose word it was stands first, then the door: "reporter:counter:12", "head::".
    request, door, colon = Cast("service_request_id", TextField()), F("channel"), Value(":")
    whose = Concat("way", colon, door, colon, request, output_field=TextField())
    verdicts, who = Verdict.objects.filter(claim__case=case), Coalesce("by_id", "helper_id")
    for kind, is_true in (("case.confirmed", True), ("case.disputed", False)):
        yield _part(verdicts.filter(is_true=is_true), kind, F("text"), whose, who=who)
    at_work = case.reopenings.filter(by__isnull=False)
    yield _part(at_work, "case.reopened", F("reason"), Value("", TextField()))


def _voices(case: Case) -> Iterable[Rows]:
    """Who told of it, which cases were joined to it, and which voices were split off again."""
    nothing, voice = Value("", TextField()), F("service_request_id")
    yield _part(case.filings.filter(is_me_too=False), "case.filed", nothing, voice)
    yield _part(case.filings.filter(is_me_too=True), "case.voice_added", nothing, voice)
    # Split off again, it may since have become a matter of oversight, whose number nobody learns.
    joined = case.joined_here.filter(case__is_oversight=case.is_oversight)
    yield _part(joined, "case.voices_joined", nothing, F("case__reference"))
    moves = Move.objects.filter(was=case, became__is_oversight=case.is_oversight)
    left = moves.exclude(at__in=case.joinings.values("at"))
    whither = F("became__reference")
    yield _part(left, "case.voice_separated", nothing, whither)


def _at_the_gate(case: Case) -> Iterable[Rows]:
    """What neighbours saw, what was objected to, and sent elsewhere: to whom, and what followed."""
    nothing, whither = Value("", TextField()), Concat("authority", Value("\n"), "address")
    seen = Concat("is_so", Value(":"), "neighbourhood_id", output_field=TextField())
    yield _part(case.sightings.all(), "case.sighted", F("text"), seen)
    yield _part(case.referrals.all(), "case.referred", F("text"), whither)
    heard = FollowUp.objects.filter(referral__case=case)
    is_last = Q(at=F("referral__ended_at"))
    followed = heard.filter(Q(referral__ended_at=None) | ~is_last)
    yield _part(followed, "case.referral_followed", F("text"), nothing)
    yield _part(heard.filter(is_last), "case.referral_concluded", F("text"), nothing)
    made = Objection.objects.filter(disposition__case=case)
    yield _part(made, "case.objected", F("text"), F("channel"), who=F("helper_id"))
    decided, how = made.filter(decided_at__isnull=False), F("is_upheld")
    decider = F("decided_by_id")
    kind = "case.objection_decided"
    yield _part(decided, kind, F("answer"), how, at="decided_at", who=decider)


def _shown_and_hidden(case: Case) -> Iterable[Rows]:
    """What was screened, hidden, and shown again by two."""
    nothing, what = Value("", TextField()), F("what")
    yield _part(case.screenings.all(), "case.photo_screened", nothing, F("is_public"))
    yield _part(case.narrowings.all(), "case.narrowed", nothing, what)
    yield _part(case.widenings.all(), "case.widening_asked", F("reason"), what)
    for kind, is_seconded in (("case.widened", True), ("case.widening_declined", False)):
        decided, who = case.widenings.filter(is_seconded=is_seconded), F("decided_by_id")
        yield _part(decided, kind, nothing, what, at="decided_at", who=who)


def _parties(case: Case) -> Iterable[Rows]:
    """Whom we asked by a link, and what they handed in; the words in between name the party."""
    invited = case.invitations.all()
    yield _part(invited, "case.party_invited", F("question"), _named("name"))
    taken, nothing = invited.exclude(revoked_at=None), Value("", TextField())
    who, kind = F("revoked_by_id"), "case.party_revoked"
    yield _part(taken, kind, nothing, _named("name"), at="revoked_at", who=who)
    given = Contribution.objects.filter(invitation__case=case)
    name, kind = _named("invitation__name"), "case.party_answered"
    yield _part(given, kind, F("text"), name, who=Value(None))


def _named(column: str) -> Combinable:
    """A name as a detail that can be mistaken for no code and no id."""
    return Concat(Value("party:"), F(column), output_field=TextField())
