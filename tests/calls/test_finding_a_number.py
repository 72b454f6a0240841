"""A number is found by an index, however many people have ever told us something."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import QuerySet

from kentongan.calls.looking_up import told_from
from kentongan.calls.models import Call, State
from kentongan.dialogue.models import Conversation
from kentongan.intake.models import Reporter
from tests.calls.conftest import NINE

MANY = 3000
pytestmark = pytest.mark.usefixtures("city")


def plan(rows: QuerySet[object]) -> str:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE intake_reporter, calls_call, dialogue_conversation")
    return rows.explain()


def number(n: int) -> str:
    return f"+62812{n:08}" if n % 3 else ""  # every third tells us none


def test_reporters_are_found_by_their_number() -> None:
    Reporter.objects.bulk_create(
        [Reporter(name=f"Orang {n}", phone=number(n), added_at=NINE) for n in range(MANY)]
    )
    assert "reporters_by_number" in plan(Reporter.objects.filter(phone=number(1000)))
    assert "reporters_by_number" in plan(told_from(number(1000)))


def test_calls_are_found_by_their_number() -> None:
    Call.objects.bulk_create(
        [
            Call(pbx="p", pbx_call_id=str(n), number=number(n), state=State.ENDED, offered_at=NINE)
            for n in range(MANY)
        ]
    )
    found = Call.objects.filter(number__in=[number(1000), number(1001)])
    assert "calls_of_a_number" in plan(found.order_by("-offered_at"))


def test_conversations_are_found_by_their_number() -> None:
    day = timedelta(days=1)
    Conversation.objects.bulk_create(
        [
            Conversation(
                channel="sms", address=number(n) or f"x{n}", began_at=NINE, last_at=NINE + day,
                ended_at=NINE + day,
            )
            for n in range(MANY)
        ]
    )  # fmt: skip
    found = Conversation.objects.filter(address__in=[number(1000), number(1001)])
    assert "conversations_of_a_number" in plan(found.order_by("-last_at"))
