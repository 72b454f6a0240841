"""A report in three steps, by a browser without scripts."""

from kentongan.casework.models import Case
from kentongan.intake.models import ServiceRequest
from tests.frontdesk.conftest import Citizen


def test_a_report_takes_three_steps_and_leads_to_its_own_page(citizen: Citizen) -> None:
    citizen.opens()
    assert citizen.page.status_code == 200
    citizen.presses(words="Lampu jalan depan pasar padam, gelap sekali")
    assert "Lampu jalan padam" in citizen.text
    citizen.presses(kind="PJU-01")
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
