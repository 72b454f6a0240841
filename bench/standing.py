"""Everything a work needs to be measured: a filled city, its server, and people signed in."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client as Visitor

from bench.ground import Ground
from bench.loading import CLIENTS, Run, Work, load, median_of
from bench.probing import Step, probe
from bench.raw import replay
from bench.servers import Server
from kentongan.cities.entering import city_by_host, enter
from kentongan.people.models import User
from kentongan.toolbox.schemas import current

T = TypeVar("T")
RUNS = 3
CSRF = "b" * 32
OPERATOR = "operator1"


@dataclass(frozen=True)
class Figure:
    """One measured figure. `value` is bare, for other figures to be compared with."""

    key: str
    value: float
    told: str
    raw: str = ""


@dataclass
class Bench:
    """What is being measured, and what has been so far (by key, from any size of city)."""

    ground: Ground
    server: Server
    seconds: float
    known: Mapping[str, float]
    cookie: str = field(init=False)

    def __post_init__(self) -> None:
        enter(city_by_host(self.ground.host))
        self.cookie = f"kentongan={session_of(OPERATOR)}; csrftoken={CSRF}"

    def runs(self, work: Work, *, clients: int = CLIENTS) -> Run:
        """Measure three times; the median run."""
        taken = [
            load(self.server.port, self.server.workers, work, clients=clients, seconds=self.seconds)
            for _ in range(RUNS)
        ]
        return median_of(taken)

    def raw_runs(self, steps: Sequence[Step], *, clients: int = CLIENTS) -> Run:
        """Measure the bare statements three times; the median run."""
        schema = current().schema_name
        return median_of(
            [
                replay(self.ground.url, schema, steps, clients=clients, seconds=self.seconds)
                for _ in range(RUNS)
            ]
        )

    def statements(
        self,
        act: Callable[[Visitor], T],
        fresh_of: Callable[[T], Mapping[str, str]] = lambda _: {},
    ) -> list[Step]:
        """Take down what one act asks of the database, once everything is warm."""
        visitor = self.visitor()
        act(visitor)
        return probe(lambda: act(visitor), fresh_of)

    def visitor(self) -> Visitor:
        """Somebody signed in, in this process."""
        visitor = Visitor(HTTP_HOST=self.ground.host, headers={"accept": "application/json"})
        for part in self.cookie.split("; "):
            name, _, value = part.partition("=")
            visitor.cookies[name] = value
        return visitor


def session_of(username: str) -> str:
    """Sign somebody in without the slow part; returns the session's key."""
    user = User.objects.get(username=username)
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "kentongan.people.backend.ByName"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return str(session.session_key)


def told(run: Run) -> str:
    """A rate and its times, for the table."""
    return (
        f"{run.rate:,.0f}/s (p50 {run.percentile(0.5):.1f} ms, p95 {run.percentile(0.95):.1f} ms)"
    )
