"""What is known of a number before anybody has said a word: matters, calls, conversations.

A number is not a person: several people share one, and numbers change hands. So nothing here
opens anything by itself, no code is shown, and the operator asks whom they are talking to. Whoever
reported *anonim* is not found by their number. A fixed number of statements, however much there is.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from kentongan.calls.looking_up import told_from
from kentongan.calls.models import Call
from kentongan.calls.numbers import plain
from kentongan.casework.judged_aloud import Word, sayable
from kentongan.casework.models import Case, Stage
from kentongan.casework.utterances import Utterances, utterances_of
from kentongan.catalogue.shelf import shelf
from kentongan.dialogue.models import Conversation
from kentongan.face.ending import ending
from kentongan.face.worded import worded
from kentongan.intake.models import ServiceRequest
from kentongan.people.models import User
from kentongan.people.permissions import Act
from kentongan.places.directory import directory
from kentongan.toolbox.telephones import international
from kentongan.workdesk.telephone.reading_out import read_out

MOST_MATTERS = 12
MOST_CALLS = 6
MOST_CONVERSATIONS = 4


@dataclass(frozen=True, slots=True)
class Matter:
    """A matter of the number: what, where, how it stands, and the sentences to be spoken."""

    request: int
    reference: str
    title: str
    place: str
    name: str
    received_at: datetime
    is_open: bool
    ended: str
    is_asked: bool
    sayable: frozenset[Word]
    said: list[str]


@dataclass(frozen=True, slots=True)
class Memory:
    """All that is known of a number."""

    matters: tuple[Matter, ...] = ()
    calls: tuple[Call, ...] = ()
    conversations: tuple[Conversation, ...] = ()
    names: tuple[str, ...] = ()

    @property
    def open(self) -> list[Matter]:
        """What is still being worked on."""
        return [matter for matter in self.matters if matter.is_open]

    @property
    def sayable(self) -> frozenset[Word]:
        """What may be said of one of them at least."""
        return frozenset().union(*(matter.sayable for matter in self.matters))

    @property
    def closed(self) -> list[Matter]:
        """What has ended."""
        return [matter for matter in self.matters if not matter.is_open]


def remember(call: Call, user: User, *, at: datetime) -> Memory:
    """Return what is known of the caller's number (four statements; none where it is withheld)."""
    spelt = spellings(call.number)
    if not spelt:
        return Memory()
    rows = list(matters_of(call, user)[:MOST_MATTERS])
    said = utterances_of(told.filing.case for told in rows)
    matters = [_matter(told, said[told.filing.case_id], at) for told in rows]
    earlier = Call.objects.filter(number__in=spelt).exclude(pk=call.pk).select_related("agent")
    threads = Conversation.objects.filter(address__in=spelt).select_related("service_request")
    return Memory(
        matters=tuple(sorted(matters, key=lambda matter: not matter.is_open)),
        calls=tuple(earlier.order_by("-offered_at", "-pk")[:MOST_CALLS]),
        conversations=tuple(threads.order_by("-last_at")[:MOST_CONVERSATIONS]),
        names=tuple(dict.fromkeys(matter.name for matter in matters if matter.name)),
    )


def matters_of(call: Call, user: User) -> QuerySet[ServiceRequest]:
    """Return what was told from this number, as far as the user may see it, newest first."""
    seen = Case.objects.reachable_by(user, Act.SEE)
    told = told_from(plain(call.number)).filter(is_anonymous=False, filing__case__in=seen)
    return told.select_related("filing__case", "reporter")


def spellings(number: str) -> list[str]:
    """Return how a number may stand in our rows; none for one that is withheld or no number."""
    digits = international(number)
    return [f"+{digits}", digits, f"0{digits[2:]}"] if digits else []


def _matter(told: ServiceRequest, said: Utterances, at: datetime) -> Matter:
    case = told.filing.case
    kind = shelf().types[case.service_type_id]
    return Matter(
        request=told.pk,
        reference=case.reference,
        title=worded(kind.names),
        place=directory().jurisdictions[case.jurisdiction_id].name,
        name=told.reporter.name if told.reporter else "",
        received_at=told.received_at,
        is_open=case.is_open,
        is_asked=case.stage == Stage.ASKED,
        sayable=sayable(case, at=at),
        ended=str(ending(case.outcome)[1]) if case.outcome else "",
        said=read_out(told, case, said, at=at),
    )
