"""A small exchange, in words: events as a PBX would tell them, and people at two telephones."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from kentongan.calls.attending import give_extension
from kentongan.calls.events import Kind, Told
from kentongan.calls.telling import Heard, tell
from kentongan.people.models import Membership, Role, User
from kentongan.places.directory import directory
from tests.conftest import moment

NINE = moment("2026-03-13 09:00")
CALLER = "08123456789"
Say = Callable[..., Heard]


@pytest.fixture
def alice(city: object) -> User:
    """An operator at extension 201."""
    return operator("alice", "201")


def operator(name: str, extension: str, role: Role = Role.OPERATOR) -> User:
    made = User.objects.add(name, name.title(), None)
    Membership.objects.create(user=made, unit=directory().unit_by_code["setda"], role=role)
    give_extension(made, extension, by=None, at=NINE - timedelta(hours=1))
    return made


@pytest.fixture
def say(city: object) -> Say:
    """Tell one event, at so many seconds after nine."""

    def telling(kind: Kind, second: float, call_id: str = "c1", **said: Any) -> Heard:
        event = event_of(kind, second, call_id, **said)
        return tell(event, pbx="sentral", at=event.at)

    return telling


def event_of(kind: Kind, second: float, call_id: str = "c1", **said: Any) -> Told:
    event_id = said.pop("event_id", f"{call_id}-{kind}-{second}")
    return Told(event_id, kind, NINE + timedelta(seconds=second), call_id, **said)
