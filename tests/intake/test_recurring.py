"""The same words again, by another id, at the very moment the first are kept."""

from threading import Thread

import pytest
from django.db import connection, transaction

from kentongan.intake.hearing import Heard
from kentongan.intake.messages import InboundMessage, Medium
from kentongan.intake.recurring import hear_once
from tests.committing import committed
from tests.conftest import moment

FRIDAY = moment("2026-03-13 09:00")
LONG = "Banjir sudah selutut di rumah kami, kelurahan Mawar RT 3, tolong segera"
WAITS = """
    SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
"""


def short(name: str) -> Heard:
    return Heard(Medium.SMS, name, "+6281234567890", text=LONG)


def wait_until_somebody_waits() -> None:
    for _ in range(2000):
        with connection.cursor() as cursor:
            cursor.execute(WAITS)
            if cursor.fetchone()[0]:
                return
            cursor.execute("SELECT pg_sleep(0.005)")
    raise AssertionError("the other one did not wait its turn")


def test_two_processes_that_hear_the_same_words_at_once_keep_them_once(
    django_db_setup: None, django_db_blocker: pytest.FixtureRequest
) -> None:
    with committed(django_db_blocker, "intake_inboundmessage", "journal_entry"):
        city, came = connection.tenant, []  # type: ignore[attr-defined]

        def again() -> None:
            connection.set_tenant(city)  # type: ignore[attr-defined]
            came.append(hear_once(short("second"), at=FRIDAY))
            connection.close()

        with transaction.atomic():
            first = hear_once(short("first"), at=FRIDAY)
            other = Thread(target=again)
            other.start()
            wait_until_somebody_waits()
        other.join(20)
        assert [(kept.pk, kept.is_repeat) for kept in came] == [(first.pk, True)]
        assert InboundMessage.objects.count() == 1
