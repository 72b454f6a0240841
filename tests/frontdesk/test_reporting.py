"""A report in three steps, by a browser without scripts."""

from kentongan.casework.models import Case
from kentongan.intake.models import ServiceRequest
from tests.frontdesk.conftest import Citizen


def test_a_report_takes_three_steps_and_leads_to_its_own_page(citizen: Citizen) -> None:
    citizen.opens()
    assert citizen.page.status_code == 200
    citizen.presses(words="Lampu jalan depan pasar padam, gelap sekali")
    assert "Lampu jalan padam" in citizen.text
    assert "Berapa lampu yang padam?" in citizen.text
    citizen.presses(**{"a-jumlah": "banyak"})
    assert citizen.fields["step"] == ["where"]
    citizen.presses(lat="-6.1912", lon="106.6121")
    assert citizen.fields["step"] == ["who"]
    citizen.presses("anonymous")
    assert citizen.page.status_code == 303
    citizen.opens(f"/t/{citizen.code()}/?baru=1")
    assert citizen.page.status_code == 200
    assert "Dinas Perhubungan" in citizen.text
    request = ServiceRequest.objects.get()
    assert request.words == "Lampu jalan depan pasar padam, gelap sekali"
    assert request.answers == {"jumlah": "banyak"}
    assert request.reporter is None
    assert Case.objects.get().jurisdiction.code == "99.71.01.1001"


def test_a_name_finds_the_place(citizen: Citizen) -> None:
    citizen.says()
    citizen.presses("find", address="depan psar contoh")
    assert citizen.page.status_code == 200
    assert citizen.fields["place"][0].startswith("landmark:")
    citizen.presses()
    citizen.presses("anonymous")
    request = ServiceRequest.objects.get()
    assert (request.located_by, request.lat) == ("name", -6.188)


def test_a_kecamatan_is_not_guessed_at(citizen: Citizen) -> None:
    citizen.says()
    citizen.presses("find", address="kecamatan utara")
    assert "Mawar" in citizen.text
    assert citizen.fields["place"] == [""]
    citizen.presses()
    assert citizen.page.status_code == 422
    citizen.presses(place="kelurahan:99.71.01.1002")
    citizen.presses("anonymous")
    assert ServiceRequest.objects.get().jurisdiction.name == "Melati"


def test_an_emergency_says_whom_to_call_before_anything_else(citizen: Citizen) -> None:
    citizen.opens()
    citizen.presses(words="banjir masuk rumah", kind="BJR-01")
    assert "Ada yang dalam bahaya?" in citizen.text
    assert "Bila nyawa terancam, hubungi 112." in citizen.text


def test_going_back_loses_nothing(citizen: Citizen) -> None:
    citizen.says("Lampu padam")
    citizen.is_at()
    citizen.presses("what")
    assert citizen.fields["words"] == ["Lampu padam"]
    citizen.presses("next")
    assert citizen.fields["kelurahan"] == ["99.71.01.1001"]


def test_the_other_language_is_chosen_in_the_middle_without_losing_words(
    citizen: Citizen,
) -> None:
    citizen.says("Lampu padam")
    citizen.page = citizen.client.post("/lapor/?lang=en", {**citizen.fields, "go": "where"})
    assert "Where is it?" in citizen.text
    assert citizen.fields["words"] == ["Lampu padam"]


def test_a_link_may_name_the_type(citizen: Citizen) -> None:
    citizen.opens("/lapor/?jenis=SPH-01")
    assert citizen.fields["kind"] == ["SPH-01"]
    assert "Sudah berapa hari?" in citizen.text


def test_scripts_are_told_types_and_places_as_json(citizen: Citizen) -> None:
    types = citizen.client.get("/lapor/jenis", {"q": "lampu jalan mati"}).json()["types"]
    assert types[0]["code"] == "PJU-01"
    assert "Dinas Perhubungan" in types[0]["note"]
    places = citizen.client.get("/lapor/tempat", {"q": "kenangga"}).json()["places"]
    assert places[0]["key"] == "kelurahan:99.71.02.1001"


def test_questions_nobody_has_seen_are_asked_and_not_complained_about(citizen: Citizen) -> None:
    citizen.opens()
    citizen.presses(words="Lampu jalan padam", kind="SPH-01")
    assert citizen.page.status_code == 200
    assert 'id="more"' in citizen.text
    assert "pertanyaan lagi" in citizen.text
    assert 'formaction="/lapor/#more"' in citizen.text
    citizen.presses()
    assert 'id="more"' not in citizen.text


def test_questions_below_a_guess_are_asked_before_they_are_complained_about(
    citizen: Citizen,
) -> None:
    citizen.opens()
    citizen.presses(words="Lampu jalan padam")
    assert "Berapa lampu yang padam?" in citizen.text
    citizen.presses(kind="PJU-01")
    assert citizen.page.status_code == 200
    assert citizen.fields["step"] == ["what"]
    assert 'id="more"' in citizen.text
    citizen.presses()
    assert citizen.fields["step"] == ["where"]


def test_scripts_fetch_the_questions_of_a_type(citizen: Citizen) -> None:
    text = citizen.client.get("/lapor/pertanyaan", {"jenis": "PJU-01"}).content.decode()
    assert "Berapa lampu yang padam?" in text
    assert "<html" not in text
    assert citizen.client.get("/lapor/pertanyaan", {"jenis": "XXX"}).status_code == 404


def test_the_empty_form_sent_does_not_promise_that_words_were_kept(citizen: Citizen) -> None:
    citizen.opens()
    citizen.presses()
    assert citizen.page.status_code == 422
    assert "masih ada di sini" not in citizen.text


def test_only_one_way_of_sending_stands_out(citizen: Citizen) -> None:
    citizen.says()
    citizen.is_at()
    assert 'class="button main wide" name="go" value="anonymous"' in citizen.text
    assert 'class="button grow" name="go" value="send"' in citizen.text
    citizen.presses("send", phone="12")
    assert 'class="button wide" name="go" value="anonymous"' in citizen.text
    assert 'class="button main grow" name="go" value="send"' in citizen.text
