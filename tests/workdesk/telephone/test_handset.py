"""The handset's window: a pass for one's own extension, and leave to speak to the exchange."""

from hashlib import sha256
from typing import Any

import pytest
from django.urls import reverse

from kentongan.people.models import User
from tests.workdesk.conftest import AtDesk

HANDSET = "workdesk:handset"


@pytest.fixture
def connected(settings: Any) -> None:
    settings.TELEPHONE = "wss://s3cret@sip.example:8443/ws"


def test_the_handset_has_a_pass_of_its_own_extension_and_no_secret(
    connected: None, desk_of_alice: User, at_desk: AtDesk
) -> None:
    page = at_desk(desk_of_alice).get(reverse(HANDSET)).content.decode()
    name = page.partition('data-name="')[2].partition('"')[0]
    assert name.startswith("101.")
    assert sha256(f"{name}.s3cret".encode()).hexdigest() in page
    assert "s3cret" not in page


def test_the_handset_alone_may_speak_to_the_exchange(
    connected: None, desk_of_alice: User, at_desk: AtDesk
) -> None:
    browser = at_desk(desk_of_alice)
    policy = browser.get(reverse(HANDSET)).headers["Content-Security-Policy"]
    assert "connect-src 'self' wss://sip.example:8443" in policy
    desk = browser.get(reverse("workdesk:calls"))
    assert "connect-src" not in desk.headers["Content-Security-Policy"]
    assert reverse(HANDSET) in desk.content.decode()


def test_without_an_exchange_there_is_nothing_to_speak_to(
    desk_of_alice: User, at_desk: AtDesk
) -> None:
    browser = at_desk(desk_of_alice)
    answer = browser.get(reverse(HANDSET))
    assert answer.status_code == 200
    assert b"data-handset" not in answer.content
    assert "connect-src" not in answer.headers["Content-Security-Policy"]
    assert reverse(HANDSET) not in browser.get(reverse("workdesk:calls")).content.decode()


def test_whoever_takes_no_calls_or_has_no_extension_gets_no_pass(
    connected: None, alice: User, bob: User, at_desk: AtDesk
) -> None:
    assert at_desk(bob).get(reverse(HANDSET)).status_code == 404
    assert at_desk(alice).get(reverse(HANDSET)).status_code == 409
