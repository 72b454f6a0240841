"""A fresh demonstration shows what an audit is: one drawn claim was seen to, and one waits."""

from datetime import timedelta

from kentongan.casework.inspecting import waiting
from kentongan.casework.models import Draw
from kentongan.config.demo.drawing import draw_last_month
from kentongan.config.demo.playing import play_past
from kentongan.measures.claims import claims_report
from kentongan.people.models import Membership, Role, User
from kentongan.places.directory import directory
from tests.conftest import moment
from tests.demo.conftest import Staging

NOW = moment("2026-03-18 20:00")


def test_one_drawn_claim_is_judged_and_another_waits_in_a_fresh_demonstration(
    stage: Staging,
) -> None:
    mayor = User.objects.add("sekda", "Sekda", None)
    unit = directory().unit_by_code["setda"]
    Membership.objects.create(user=mayor, unit=unit, role=Role.LEADER)
    days = 2
    begun = stage()
    assert draw_last_month(begun, before=NOW - timedelta(days=days + 1)) >= 2
    play_past(begun, days=days, a_day=8, until=NOW)
    assert waiting(mayor).exists()
    assert Draw.objects.exclude(looked_at=None).count() == 1
    assert {f"{draw.month:%Y-%m}" for draw in Draw.objects.all()} == {"2026-02"}
    claims_report.forget()
    total = claims_report.ask(NOW).city
    assert (total.audited, total.audited_true) == (1, 1)
    assert total.drawn >= 2
