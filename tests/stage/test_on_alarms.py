"""A proposal that rests on alarms names them: which, and where."""

from dataclasses import replace

import pytest
from django.test import Client

from kentongan.alarms.watching import keep_watch
from kentongan.cities.packs.stage_facts import TriggerFacts
from kentongan.people.models import Role
from kentongan.places.directory import directory
from kentongan.stage.loading import load_stages
from tests.alarms.watched import levels, only, rule
from tests.casework.test_story import user
from tests.stage.town import STAGES, after, look

pytestmark = pytest.mark.usefixtures("city")


def test_a_proposal_on_alarms_names_each_and_leads_to_it() -> None:
    told = list(STAGES)
    told[2] = replace(told[2], triggers=(TriggerFacts("alarm_priority", "at_least", 3),))
    load_stages(told, directory().unit_by_code)
    with levels() as water:
        rule(on_delay_s=0)
        water.now["angke"] = 120.0
        keep_watch(at=after(0))
        assert look(1) == 1
        desk = Client()
        desk.force_login(user("wali", Role.LEADER, "walikota"))
        page = desk.get("/meja/siaga/").content.decode()
    assert f'<a href="/wall/alarm/{only().pk}/">Air tinggi · Angke</a>: ' in page
