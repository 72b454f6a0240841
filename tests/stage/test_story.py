"""From a rule's proposal to a decision: the public page, the signed message and the letters."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from lxml import etree

from kentongan.mailroom.composing import compose
from kentongan.mailroom.letterheads import letterhead
from kentongan.mailroom.models import Letter
from kentongan.mailroom.readers import Overtaken
from kentongan.people.models import Role, User
from kentongan.situation.cap.indexing import entries
from kentongan.stage.models import Stage, StageChange, StageProposal
from kentongan.stage.proposing import propose_stages
from kentongan.stage.signing import check
from tests.casework.test_story import user
from tests.mailroom.conftest import draw
from tests.stage.town import Water, rising
from tests.statements import statements

FEED = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(autouse=True)
def water(city: object) -> Iterator[Water]:
    with rising() as found:
        yield found


@pytest.fixture
def mayor(city: object) -> User:
    return user("wali", Role.LEADER, "walikota")


@pytest.fixture
def proposal(water: Water) -> StageProposal:
    water.cm = 210
    propose_stages(at=timezone.now())
    return StageProposal.objects.get()


def at_desk(who: User) -> Client:
    client = Client()
    client.force_login(who)
    return client


def text(client: Client, address: str) -> str:
    return client.get(address, {"lang": "en"}).content.decode()


def posted(proposal: StageProposal, **other: object) -> dict[str, object]:
    told = {"proposal": proposal.pk, "level": 3, "was": 1, "reason": "Air naik di hulu"}
    return {**told, **other}


def addressed(*people: User) -> None:
    for each in people:
        each.email = f"{each.username}@contoh.invalid"
        each.save()


def test_a_proposal_becomes_a_decision_a_page_a_signed_message_and_letters(
    mayor: User, proposal: StageProposal
) -> None:
    head, other = user("dian", Role.HEAD, "pupr"), user("edi", Role.HEAD, "dishub")
    addressed(mayor, head, other)
    draw(timezone.now())
    asked = Letter.objects.get()
    assert (asked.user, asked.kind, asked.may_wake) == (mayor, "stage.proposed", True)
    assert "/meja/siaga/" in compose(asked, letterhead(), to=mayor.email).text

    desk, public = at_desk(mayor), Client()
    page = text(desk, "/meja/siaga/")
    for said in ("Accept: stage 3", "at least 200", "Hulu", 'href="/tinggi-air/hulu/"', ">210<"):
        assert said in page
    assert "stage-banner" not in text(public, "/")
    answer = desk.post("/meja/siaga/putusan", posted(proposal))
    assert (answer.status_code, answer["Location"]) == (303, "/meja/siaga/?ok=stage_decided")

    page = text(public, "/siaga/")
    for said in ("Watch", "It may flood.", "Pack a bag.", "Wali", "Air naik di hulu"):
        assert said in page
    assert "City stage 3 of 5: Watch" in text(public, "/")
    change = StageChange.objects.get()
    feed = etree.fromstring(public.get("/siaga/umpan.atom").content)
    assert feed.findtext(f"{FEED}entry/{FEED}summary") == "Air naik di hulu"

    index = public.get("/cap/")
    (line,) = entries(index.content)
    body = public.get(line.link.removeprefix("http://testserver")).content
    assert change.reason.encode() in check(body, public.get("/cap/kunci.pem").content)
    again = public.get("/cap/", headers={"if-none-match": index["ETag"]})
    assert (again.status_code, again.content) == (304, b"")

    draw(timezone.now())
    told = Letter.objects.get(kind="stage.changed")
    assert told.user == head
    parcel = compose(told, letterhead(), to=head.email)
    assert "3" in parcel.subject
    assert "Air naik di hulu" in parcel.text
    with pytest.raises(Overtaken):
        compose(asked, letterhead(), to=mayor.email)


def test_going_down_those_hear_who_heard_going_up_and_what_is_outdated_is_not_sent(
    mayor: User,
) -> None:
    head, other = user("dian", Role.HEAD, "pupr"), user("edi", Role.HEAD, "dishub")
    addressed(head, other)
    desk = at_desk(mayor)
    for was, level in ((1, 4), (4, 1)):
        desk.post("/meja/siaga/putusan", {"level": level, "was": was, "reason": "Begitu"})
    draw(timezone.now() + timedelta(seconds=1))
    heads, others = (
        list(Letter.objects.filter(user=each).order_by("pk")) for each in (head, other)
    )
    assert (len(heads), len(others)) == (2, 2)
    with pytest.raises(Overtaken):
        compose(heads[0], letterhead(), to=head.email)
    assert "1" in compose(heads[1], letterhead(), to=head.email).subject


def test_what_cannot_be_decided_says_why_and_keeps_the_words(
    mayor: User, proposal: StageProposal
) -> None:
    desk = at_desk(mayor)
    page = desk.post("/meja/siaga/putusan?lang=en", posted(proposal, reason=" "))
    assert page.status_code == 422
    moved = desk.post("/meja/siaga/putusan?lang=en", posted(proposal, was=2))
    assert (moved.status_code, b"Air naik di hulu" in moved.content) == (409, True)
    desk.post(f"/meja/siaga/usulan/{proposal.pk}/tolak", {"reason": "Pompa bekerja"})
    gone = desk.post("/meja/siaga/putusan?lang=en", posted(proposal))
    assert (gone.status_code, b"answered or withdrawn meanwhile" in gone.content) == (409, True)
    assert b"Pompa bekerja" in gone.content
    assert not StageChange.objects.exists()


def test_operators_see_the_ground_and_only_those_who_lead_decide(
    mayor: User, proposal: StageProposal
) -> None:
    alice = at_desk(user("alice", Role.OPERATOR, "setda"))
    page = text(alice, "/meja/siaga/")
    assert "Hulu" in page
    assert "Decide and publish" not in page
    assert alice.post("/meja/siaga/putusan", posted(proposal)).status_code == 404
    assert at_desk(user("dewi", Role.COUNCIL, "setda")).get("/meja/siaga/").status_code == 404
    assert Client().get("/meja/siaga/").status_code == 302


def test_pages_take_as_many_statements_with_a_history_as_without(mayor: User) -> None:
    desk, public = at_desk(mayor), Client()
    with statements() as before:
        public.get("/siaga/")
    for was, level in ((1, 3), (3, 4), (4, 2)):
        desk.post("/meja/siaga/putusan", {"level": level, "was": was, "reason": "Begitu"})
    with statements() as after:
        public.get("/siaga/")
    assert len(after) - len(before) <= 1
    assert len(after) <= 9


def test_a_city_without_stages_says_so(mayor: User) -> None:
    Stage.objects.all().delete()
    assert "names no stages yet" in text(Client(), "/siaga/")
    assert "names no stages" in text(at_desk(mayor), "/meja/siaga/")
    assert Client().get("/cap/").status_code == 200
    assert Client().get("/cap/tidak-ada.xml").status_code == 404
