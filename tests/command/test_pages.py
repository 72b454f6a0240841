"""The pages of directives: at the desk, on the phone, decided, printed; and who finds a 404."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from kentongan.alarms.watching import keep_watch
from kentongan.command.asking import Asked, ask
from kentongan.command.deciding import Ruling, decide
from kentongan.command.models import Charge, Decision, Directive, Enclosure
from kentongan.incidents.models import Incident
from kentongan.people.models import Role, User
from kentongan.toolbox.geometry import Point
from kentongan.wall.showing import showing
from tests.alarms.watched import levels, rule
from tests.casework.pictures import file, street
from tests.casework.test_story import lamp, user
from tests.command.conftest import MAWAR, NORTH, SECRET, issued, unit
from tests.incidents.flooding import Told, group, load, tell
from tests.pdfs import words_of
from tests.statements import statements

WEBM = b"\x1aE\xdf\xa3" + b"webm" + bytes(200)
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n"


@pytest.fixture
def media(tmp_path: object, settings: object) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"  # type: ignore[attr-defined,operator]


def desk(who: User) -> Client:
    client = Client()
    client.force_login(who)
    return client


def due(days: int = 3) -> str:
    return (timezone.localtime() + timedelta(days=days)).strftime("%Y-%m-%dT%H:%M")


def given(by: User, *units: str, **more: object) -> Charge:
    now = timezone.now()
    return issued(by, *units, at=now, due=now + timedelta(days=5), **more)


def act(who: User, charge: Charge, name: str, page: int = 0, **typed: object) -> object:
    said = {"page": page or charge.directive_id, **typed}
    return desk(who).post(f"/meja/disposisi/tugas/{charge.pk}/{name}", said)


def cost(client: Client, address: str) -> int:
    """What a page costs; what is asked anew every two seconds at most is not to count."""
    found = []
    for _ in range(3):
        showing.forget()
        with statements() as seen:
            assert client.get(address).status_code == 200
        found.append(len(seen))
    return min(found)


def test_who_has_nobody_below_is_not_offered_to_pass_a_part_down(
    mayor: User, camat: User, lurah: User
) -> None:
    for who, code, offered in ((camat, NORTH, True), (lurah, MAWAR, False)):
        charge = given(mayor, code)
        act(who, charge, "terima")
        page = desk(who).get(f"/meja/disposisi/{charge.directive_id}/").content.decode()
        assert (f"/meja/disposisi/baru?parent={charge.pk}" in page) is offered


@pytest.mark.usefixtures("media")
def test_the_form_issues_and_what_was_typed_stays_when_it_is_refused(
    mayor: User, camat: User
) -> None:
    case, client = lamp(), desk(mayor)
    asked = f"/meja/disposisi/baru?about=case&id={case.reference}&title=Lampu"
    page = client.get(asked).content.decode()
    assert f'name="id" value="{case.reference}"' in page
    typed = {
        "words": "Perbaiki",
        "units": [unit(NORTH)],
        "due": due(-1),
        "nature": "urgent",
        "about": "case",
        "id": case.reference,
    }
    refused = client.post("/meja/disposisi/baru", typed)
    assert refused.status_code == 422
    assert "Perbaiki" in refused.content.decode()
    files = [
        SimpleUploadedFile("a.jpg", file(street(7)).read(), "image/jpeg"),
        SimpleUploadedFile("b.pdf", PDF, "application/pdf"),
    ]
    voice = SimpleUploadedFile("c.exe", WEBM, "text/html")
    answer = client.post(
        "/meja/disposisi/baru", {**typed, "due": due(), "files": files, "voice": voice}
    )
    assert answer.status_code == 303, answer.content.decode()
    made = Directive.objects.get()
    assert [each.kind for each in made.enclosures.order_by("pk")] == [
        *("picture", "document", "voice")
    ]
    page = desk(camat).get(answer["Location"]).content.decode()
    assert "<audio" in page
    assert page.count("/meja/disposisi/berkas/") >= 3
    assert "Perbaiki" in desk(camat).get("/meja/disposisi/").content.decode()
    assert "Perbaiki" in client.get("/meja/disposisi/?daftar=keluar").content.decode()


@pytest.mark.usefixtures("media")
def test_files_are_judged_by_what_they_are_and_only_seen_along_the_chain(
    mayor: User, camat: User, charlie: User
) -> None:
    top = given(mayor, NORTH)
    act(camat, top, "terima")
    page = SimpleUploadedFile("laporan.pdf", b"<html><script>1</script>", "application/pdf")
    assert act(camat, top, "lapor", text="x", files=page).status_code == 422
    big = SimpleUploadedFile("a.pdf", PDF + bytes(10 * 2**20), "application/pdf")
    assert act(camat, top, "lapor", text="x", files=big).status_code == 422
    voice = SimpleUploadedFile("pesan.webm", WEBM, "audio/webm")
    assert act(camat, top, "lapor", text="", voice=voice).status_code == 303
    kept = Enclosure.objects.get()
    address = f"/meja/disposisi/berkas/{kept.pk}"
    heard = desk(mayor).get(address)
    assert (heard.content, heard["Content-Type"]) == (WEBM, "audio/webm")
    part = desk(mayor).get(address, headers={"range": "bytes=2-5"})
    assert (part.status_code, part.content) == (206, WEBM[2:6])
    assert desk(charlie).get(address).status_code == 404


def test_the_tree_is_worked_by_keys_up_and_down(mayor: User, camat: User, lurah: User) -> None:
    top = given(mayor, NORTH)
    assert act(camat, top, "terima").status_code == 303
    form = desk(camat).get(f"/meja/disposisi/baru?parent={top.pk}").content.decode()
    assert f'name="parent" value="{top.pk}"' in form
    typed = {"words": "Pasang pompa", "units": [unit(MAWAR)], "nature": "ordinary"}
    late = desk(camat).post("/meja/disposisi/baru", {**typed, "due": due(9), "parent": top.pk})
    assert late.status_code == 422
    desk(camat).post("/meja/disposisi/baru", {**typed, "due": due(2), "parent": top.pk})
    part = Charge.objects.get(directive__parent=top)
    assert act(lurah, part, "terima").status_code == 303
    assert act(camat, top, "lapor", text="Beres").status_code == 409
    assert act(lurah, part, "lapor", text="Sudah kering").status_code == 303
    page = desk(camat).get(f"/meja/disposisi/{top.directive_id}/").content.decode()
    assert "Sudah kering" in page
    assert f"/meja/disposisi/tugas/{part.pk}/kembali" in page
    refused = act(camat, part, "kembali", page=top.directive_id, reason="Foto?", due=due(9))
    assert refused.status_code == 422
    assert "Foto?" in refused.content.decode()
    assert act(camat, part, "setuju", page=top.directive_id).status_code == 303
    assert act(camat, top, "lapor", text="Beres semua").status_code == 303
    assert act(mayor, top, "setuju", text="Terima kasih").status_code == 303
    done = desk(mayor).get("/meja/disposisi/?daftar=keluar&selesai=1").content.decode()
    assert "Keringkan" in done


def test_a_secret_is_a_404_to_all_others_everywhere(
    mayor: User, camat: User, charlie: User
) -> None:
    words = "Rahasia sekali"
    top = given(mayor, NORTH, nature=SECRET, words=words)
    clerk = user("klerk", Role.OFFICER, NORTH)
    for stranger in (charlie, clerk, user("sekda", Role.OFFICER, "setda")):
        client = desk(stranger)
        for address in ("", "lembar.pdf", "tarik"):
            assert client.get(f"/meja/disposisi/{top.directive_id}/{address}").status_code == 404
        assert act(stranger, top, "terima").status_code == 404
        for page in ("", "?daftar=keluar", "?daftar=naik"):
            assert words not in client.get(f"/meja/disposisi/{page}").content.decode()
        assert words not in client.get("/meja/ponsel/").content.decode()
        assert client.get(f"/meja/disposisi/baru?parent={top.pk}").status_code == 404
    assert words in desk(camat).get(f"/meja/disposisi/{top.directive_id}/").content.decode()
    operator = desk(user("op", Role.OPERATOR, "setda"))
    assert operator.get("/meja/disposisi/").status_code == 404


def test_from_the_phone_an_item_a_unit_and_send(mayor: User, camat: User) -> None:
    lamp()
    client = desk(mayor)
    page = client.get("/meja/ponsel/").content.decode()
    first = re.search(r'href="(/meja/ponsel/tugas\?jenis=tugas[^"]+)"', page)
    assert first is not None
    form = client.get(first[1].replace("&amp;", "&")).content.decode()
    hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form))
    preset = re.search(r'name="due"[^>]+value="([^"]+)"', form)
    words = re.search(r"<textarea[^>]+>\n?([^<]+)<", form)
    assert preset is not None
    assert words is not None
    typed = {**hidden, "units": unit(NORTH), "due": preset[1], "words": words[1]}
    typed["address"] = typed["address"].replace("&amp;", "&")
    sent = client.post("/meja/ponsel/tugas", {**typed, "nature": "ordinary"})
    assert sent.status_code == 303, sent.content.decode()
    made = Directive.objects.get()
    assert made.about_kind == "number"
    assert client.get(made.about_address).status_code == 200
    again = client.get("/meja/ponsel/tugas").content.decode()
    assert again.index("Kecamatan Utara") < again.index("Dinas PUPR")
    assert client.post("/meja/ponsel/tugas", {**typed, "units": ""}).status_code == 422


def test_the_phone_shows_what_the_wall_shows_and_assigns_an_incident(
    mayor: User, camat: User
) -> None:
    load()
    now = timezone.now()
    spots = (Point(-6.1912 + n * 0.0001, 106.6121) for n in range(5))
    tell(Told(now - timedelta(minutes=9 - n), spot) for n, spot in enumerate(spots))
    group(at=now)
    client, incident = desk(mayor), Incident.objects.get()
    few = cost(client, "/meja/ponsel/")
    page = client.get("/meja/ponsel/").content.decode()
    for tile in ("Insiden", "Alarm"):
        assert f">{tile}<" in page
    found = re.search(r'href="(/meja/ponsel/tugas\?jenis=tugas[^"]+about=incident[^"]+)"', page)
    assert found is not None
    assert f"id={incident.pk}" in found[1]
    form = client.get(found[1].replace("&amp;", "&")).content.decode()
    assert 'name="about" value="incident"' in form
    ask(Asked("Yang mana?", ("A", "B")), by=camat, at=now)
    given(mayor, NORTH)
    assert cost(client, "/meja/ponsel/") == few


def test_the_phone_names_the_alarms_that_press_one_by_one(mayor: User) -> None:
    client, at = desk(mayor), timezone.now()
    assert "about=alarm" not in client.get("/meja/ponsel/").content.decode()
    with levels() as level:
        rule(on_delay_s=0)
        for seconds, said in ((10, 80.0), (5, 120.0), (0, 120.0)):
            level.now["angke"] = said
            keep_watch(at=at - timedelta(seconds=seconds))
        showing.forget()
        page = client.get("/meja/ponsel/").content.decode()
        found = re.search(r'href="(/meja/ponsel/tugas\?jenis=tugas[^"]+about=alarm[^"]+)"', page)
        assert found is not None
        form = client.get(found[1].replace("&amp;", "&")).content.decode()
    assert "Air tinggi · Angke" in form


def test_a_decision_shows_what_was_known_then(mayor: User, camat: User, lurah: User) -> None:
    lamp()
    asked = Asked("Pompa mana?", ("Timur", "Barat"), "Jalan tergenang")
    question = ask(asked, by=camat, at=timezone.now() - timedelta(hours=1))
    client = desk(mayor)
    assert "Pompa mana?" in client.get("/meja/ponsel/").content.decode()
    assert "Pompa mana?" not in desk(lurah).get("/meja/keputusan/").content.decode()
    assert desk(camat).get("/meja/keputusan/baru").status_code == 404
    typed = {"question": question.pk, "option": "Timur", "words": "", "reason": ""}
    assert client.post("/meja/keputusan/baru", typed).status_code == 422
    unoffered = {**typed, "option": "Bukan pilihan", "reason": "Dekat"}
    for wrong in (unoffered, {**unoffered, "question": ""}):
        refused = client.post("/meja/keputusan/baru", wrong)
        assert refused.status_code == 422
        assert "salah satu pilihan" in refused.content.decode()
    answer = client.post("/meja/keputusan/baru", {**typed, "reason": "Dekat"})
    assert answer.status_code == 303, answer.content.decode()
    page = desk(camat).get(answer["Location"]).content.decode()
    assert "Dekat" in page
    cited = page.split("Baris yang dirujuk")[1].split("<details")[0]
    assert re.search(r"<dt>Pilihan</dt><dd><ul><li>Timur</li><li>Barat</li>", cited)
    assert "Jalan tergenang" in cited
    assert "blocks" not in cited
    said = page.split("Semua angka di dinding saat itu")[1]
    assert re.search(r">Per kecamatan<.+>Utara</th><td[^>]*>1</td><td[^>]*>1</td>", said, re.DOTALL)
    assert not re.findall(r">\s*[a-z_]+\.[\w.]+\s*<", said)
    made = Decision.objects.get()
    assert '"open": 1' in made.known
    lamp()
    assert '"open": 1' in Decision.objects.get().known
    followed = client.get(f"/meja/disposisi/baru?decision={made.pk}").content.decode()
    assert f'name="decision" value="{made.pk}"' in followed
    put = {"words": "Yang mana?", "options": "A\nB", "blocks": "", "needed_by": due()}
    assert desk(lurah).post("/meja/keputusan/", put).status_code == 303
    assert desk(lurah).post("/meja/keputusan/", {**put, "options": "A"}).status_code == 422


def test_the_sheet_prints_the_chain_in_the_readers_language(mayor: User, camat: User) -> None:
    top = given(mayor, NORTH)
    act(camat, top, "terima")
    act(camat, top, "lapor", text="Sudah #kering")
    pdf = desk(mayor).get(f"/meja/disposisi/{top.directive_id}/lembar.pdf")
    assert pdf["Content-Type"] == "application/pdf"
    said = words_of(pdf.content)
    assert "Keringkan jalan itu" in said
    assert "Sudah #kering" in said
    assert "Utara" in said


def test_the_lists_take_as_many_statements_for_many_as_for_one(mayor: User, camat: User) -> None:
    now, clients = timezone.now(), {"wali": desk(mayor), "cahya": desk(camat)}
    addresses = ("/meja/disposisi/", "/meja/disposisi/?daftar=keluar", "/meja/keputusan/")

    def fill(count: int) -> None:
        for n in range(count):
            top = given(mayor, NORTH, words=f"Keringkan {n}")
            question = ask(Asked(f"Mana {count}-{n}?", ("A", "B")), by=camat, at=now)
            if n % 2:
                act(camat, top, "terima")
                decide(Ruling("A", "Dekat", {}, question=question), by=mayor, at=now)

    def counts() -> list[int]:
        return [cost(client, address) for client in clients.values() for address in addresses]

    fill(2)
    few = counts()
    fill(8)
    assert counts() == few


def test_the_same_order_sent_twice_is_one_directive_on_the_phone_and_at_the_desk(
    mayor: User,
) -> None:
    client = desk(mayor)
    typed = {"words": "Pompa", "units": unit(NORTH), "due": due(), "nature": "ordinary"}
    form = client.get("/meja/ponsel/tugas").content.decode()
    key = re.search(r'name="key" value="([^"]+)"', form)
    assert key is not None
    for each in (key[1], key[1], "another", ""):
        answer = client.post("/meja/ponsel/tugas", {**typed, "key": each})
        assert answer.status_code == 303
    assert "disposisinya satu" in client.get(answer["Location"]).content.decode()
    again = client.post("/meja/disposisi/baru", typed)
    assert again["Location"].endswith(f"/{Directive.objects.get().pk}/?ok=directive_before")
    client.post("/meja/ponsel/tugas", {**typed, "words": "Pompa lain"})
    assert len(set(Directive.objects.values_list("words"))) == Directive.objects.count() == 2


def test_what_it_is_about_is_there_and_is_called_what_its_own_row_calls_it(mayor: User) -> None:
    case, client = lamp(), desk(mayor)
    typed = {"words": "Pompa", "units": unit(NORTH), "due": due(), "nature": "ordinary"}
    for wrong in (
        {"about": "alarm", "id": "99999", "address": "/wall/alarm/99999/"},
        {"about": "incident", "id": "99999", "address": "/wall/insiden/99999/"},
        {"about": "case", "id": "KC999999"},
        {"about": "number", "address": "/wall/bukan-halaman/"},
    ):
        for door in ("/meja/ponsel/tugas", "/meja/disposisi/baru"):
            assert client.post(door, {**typed, **wrong, "title": "Palsu"}).status_code == 422
            form = client.get(door, {**wrong, "title": "Palsu"}).content.decode()
            assert "Palsu" not in form.split("<main")[1] or wrong["about"] == "number"
    number = {"about": "number", "address": "/wall/baris/?keadaan=terbuka", "title": "Palsu"}
    form = client.get("/meja/ponsel/tugas", number).content.decode().split("<main")[1]
    assert ("Palsu" in form, "berjalan: 1" in form) == (False, True)
    right = {"about": "case", "id": case.reference, "address": "/wall/alarm/1/", "title": "Palsu"}
    client.post("/meja/ponsel/tugas", {**typed, **right})
    made = Directive.objects.get()
    assert made.about_title.startswith(case.reference)
    assert (made.about_address, "Palsu" in made.about_title) == ("", False)
