"""An operator at a telephone, and calls that an exchange tells of."""

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count

import pytest
from django.utils import timezone

from kentongan.calls.attending import give_extension
from kentongan.calls.events import Kind, Told
from kentongan.calls.models import Call
from kentongan.calls.telling import tell
from kentongan.people.models import Role, User
from tests.workdesk.conftest import AddUser, add, alice, at_desk, bob, lamp

__all__ = ["add", "alice", "at_desk", "bob", "lamp"]

ANIS = "+6281200000000"
TellCall = Callable[..., Call]


@pytest.fixture
def desk_of_alice(alice: User) -> User:
    """Alice sits at extension 101."""
    give_extension(alice, "101", by=None, at=timezone.now())
    return alice


@pytest.fixture
def budi(add: AddUser) -> User:
    """Another operator, at extension 102."""
    user = add("budi", Role.OPERATOR, "setda")
    give_extension(user, "102", by=None, at=timezone.now())
    return user


@pytest.fixture
def sari(add: AddUser) -> User:
    return add("sari", Role.SUPERVISOR, "setda")


@pytest.fixture
def told_call(city: object) -> TellCall:
    """Tell of a call: `told_call("offered", "ringing", extension="101")`, a second apart each."""
    numbers = count()

    def tell_all(
        *kinds: str,
        number: str = ANIS,
        extension: str = "",
        began: datetime | None = None,
        apart: float = 1.0,
        call_id: str = "",
    ) -> Call:
        call_id = call_id or f"call-{next(numbers)}"
        at = began or timezone.now() - timedelta(seconds=apart * len(kinds))
        heard = None
        for step, kind in enumerate(kinds):
            moment = at + timedelta(seconds=apart * step)
            rings = extension if kind in {"ringing", "answered"} else ""
            event = Told(
                f"e{next(numbers)}", Kind(f"call.{kind}"), moment, call_id,
                number=number, extension=rings, queue="aduan",
            )  # fmt: skip
            heard = tell(event, pbx="pabx", at=moment).call
        assert heard is not None
        return heard

    return tell_all
