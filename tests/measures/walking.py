"""What every step stands on: a city, its cast, the moment, and how somebody tries to do something.

Who reports has a mark in the name and in every word, by which is found what is left of them.
"""

from collections import Counter
from collections.abc import Callable
from datetime import date, datetime, timedelta
from itertools import count

from django.db import models, transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine

from kentongan.casework.adding import add_voice
from kentongan.casework.guarding import fulfil, restrict
from kentongan.casework.models import Case
from kentongan.casework.objecting import decide
from kentongan.casework.opening import take_in
from kentongan.casework.overseeing import oversee
from kentongan.casework.replying import reply_to
from kentongan.casework.splitting import split
from kentongan.intake.models import Channel, ServiceRequest
from kentongan.intake.photographing import CleanPhoto, clean
from kentongan.intake.report import Person, Report
from kentongan.journal.models import Entry
from kentongan.measures.balancing import Equation
from kentongan.people.models import Membership, Role, User
from kentongan.places.directory import directory
from kentongan.toolbox.geometry import Point
from kentongan.toolbox.refusals import NotFound, Refusal
from tests.casework.pictures import file, street
from tests.conftest import moment
from tests.measures import checking_shown
from tests.measures.checking_past import Moment

MAWAR = "99.71.01.1001"
SPOT = Point(-6.1912, 106.6121)
"""In Mawar."""
CAST = (
    *(("operator", "setda", Role.OPERATOR), ("second", "setda", Role.OPERATOR)),
    *(("chief", "setda", Role.ADMINISTRATOR), ("leader", "walikota", Role.LEADER)),
    *(("lamps", "dishub", Role.OFFICER), ("water", "pupr", Role.OFFICER)),
    *(("lurah", MAWAR, Role.HEAD), ("inspector", "inspektorat", Role.OFFICER)),
)
WHO = st.sampled_from(["operator", "operator", "chief", "chief", *(name for name, _, _ in CAST)])
NUMBER = st.integers(0, 10_000)
KINDS = st.sampled_from(["PJU-01", "BJR-01", "KTP-01"])
PLACES = st.sampled_from([MAWAR, "99.71.01.1002", "99.71.02.1001", "99.71.02.1002"])
CHANNELS = st.sampled_from(Channel.values)
YES = st.booleans()
TEXT = "Sudah dilihat."
PICTURES = 4
MORE_THAN_ONE = {take_in, add_voice, split, decide, oversee, restrict, fulfil, reply_to}
"""Verbs that do several things at once, each with its own entry; all others write exactly one."""

Verb = Callable[..., object]


class Walk(RuleBasedStateMachine):
    """The example city, forgotten when the walk is over."""

    steps = 0
    done: Counter[str] = Counter()
    refused: Counter[str] = Counter()
    pictures: tuple[CleanPhoto, ...] = ()

    def __init__(self) -> None:
        super().__init__()
        self.beginning = transaction.savepoint()
        self.at = moment("2026-03-10 09:00")
        self.evenings: dict[date, dict[tuple[str, str], Equation]] = {}
        self.moments: dict[datetime, Moment] = {}
        self.people: dict[str, User] = {}
        self.marks = count(1)
        self.gone: set[str] = set()
        self.is_changed = True

    def gather(self) -> None:
        """Let the cast take their places, and lay out a few pictures."""
        for name, unit, role in CAST:
            self.people[name] = made = User.objects.add(name, name, None)
            where = directory().unit_by_code[unit]
            Membership.objects.create(user=made, unit=where, role=role)
        self.pictures = tuple(clean(file(street(n, 96, 72))) for n in range(PICTURES))

    # How something is done.

    def work(self, n: int, who: str, verb: Verb, *given: object, **more: object) -> None:
        """Somebody tries on a case; if they may not, mostly the next of the cast does."""
        case = self.case(n)
        if case:
            self.by_somebody(n, who, verb, case, *given, **more)

    def by_somebody(self, n: int, who: str, verb: Verb, *given: object, **more: object) -> None:
        """Somebody tries; whoever may not knows of nothing there."""
        names = list(self.people)
        start = names.index(who)
        for name in (names[start:] + names[:start])[: 1 if n % 4 == 3 else len(names)]:
            try:
                self.doing(verb, *given, but=NotFound, by=self.people[name], **more)
            except NotFound:
                continue
            return

    def doing(
        self, verb: Verb, *given: object, but: type[Refusal] | tuple[()] = (), **more: object
    ) -> None:
        """Do it, or be refused, which leaves nothing behind; seconds go by."""
        self.at += timedelta(seconds=20)
        name = name_of(verb)
        last = Entry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        try:
            with transaction.atomic():
                verb(*given, at=self.at, **more)
        except but:
            raise
        except Refusal:
            Walk.refused[name] += 1
            return
        self.is_changed = True
        Walk.done[name] += 1
        checking_shown.check_entries(last, None if verb in MORE_THAN_ONE else 1)

    # What there is to do it to.

    def case(self, n: int) -> Case | None:
        """One of the cases, more likely a late one."""
        found: Case | None = one_of(Case.objects.all(), n)
        return found

    def voice(self, n: int) -> ServiceRequest | None:
        """One of the voices, more likely a late one."""
        found: ServiceRequest | None = one_of(ServiceRequest.objects.all(), n)
        return found

    def said_by(self, voice: ServiceRequest) -> str:
        """Return words that say whose they are; who was erased says nothing personal again."""
        return TEXT if voice.erased_at else f"{TEXT} {word_of(voice)}"

    def of(self, case: Case, channel: str, n: int) -> Report:
        """Return a report of the same thing."""
        return self.report_of(case.service_type.code, case.jurisdiction.code, channel, n)

    def report_of(self, kind: str, place: str, channel: str, n: int = 0) -> Report:
        """Return what somebody tells who is like nobody else; some with pictures, some hidden."""
        mark = f"q{next(self.marks)}z"
        return Report(
            kind,
            f"Tolong kata{mark}",
            Channel(channel),
            point=SPOT if place == MAWAR else None,
            kelurahan=place,
            address=f"Jalan kata{mark} 3",
            person=Person(f"Warga orang{mark}", f"orang{mark}@contoh.invalid", "+6281200000000"),
            photos=self.pictures[: n % 3],
            is_anonymous=n % 5 == 1,
            is_confidential=n % 7 == 2,
        )


def name_of(verb: Verb) -> str:
    """Return the room, the module and the name of a verb."""
    return f"{verb.__module__.removeprefix('kentongan.')}.{verb.__name__}"


def one_of(rows: models.QuerySet, n: int):  # type: ignore[no-untyped-def,type-arg]
    """Return one of the last six rows, if there are any."""
    last = list(rows.order_by("-pk")[:6])
    return last[n % len(last)] if last else None


def word_of(voice: ServiceRequest) -> str:
    """Return the mark of a voice's words, also when they have gone."""
    return f"ucap{voice.reference}z"


def what_tells_of(voice: ServiceRequest, *, words_too: bool) -> set[str]:
    """Return the marks that must be nowhere once a voice is erased."""
    found = {voice.reporter.name.split()[1]} if voice.reporter else set()
    if words_too:
        found |= {word_of(voice), *voice.words.split()[1:]}
    return found
