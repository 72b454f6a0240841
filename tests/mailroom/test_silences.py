"""Every kind of entry is either worded or silent on purpose, and every wording can be filled."""

import re

import pytest
from django.utils.translation import override

from kentongan.cities.packs.letter_facts import BLANKS
from kentongan.mailroom.memos import ARRIVAL, ARRIVALS, MEMOS
from kentongan.mailroom.silences import SILENT
from kentongan.mailroom.telling import ECHOES, OF_THE_HOUSE, PARTIES, WORDINGS
from kentongan.mailroom.wording import DISCREET
from tests.house.test_journal_kinds import recorded

OURS = {"city", "name"}
"""Blanks that only our own wording may name."""


def test_every_kind_of_entry_is_worded_or_silent_on_purpose() -> None:
    kinds = {kind for kind in recorded() if kind.partition(".")[0] not in OF_THE_HOUSE}
    assert sorted(kinds - set(WORDINGS) - set(SILENT)) == []


def test_nothing_is_both_worded_and_silent_nor_known_to_nobody() -> None:
    assert set(WORDINGS) & set(SILENT) == set()
    assert sorted((set(WORDINGS) | set(SILENT)) - recorded()) == []
    assert {*ECHOES, *ECHOES.values(), *PARTIES} <= set(WORDINGS)


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("kind", [*WORDINGS, "discreet"])
def test_a_wording_names_only_blanks_that_somebody_fills(kind: str, language: str) -> None:
    wording = WORDINGS.get(kind, DISCREET)
    with override(language):
        parts = [str(part) for part in (wording.subject, wording.short, *wording.paragraphs)]
    named = {blank for part in parts for blank in re.findall(r"%\((\w+)\)s", part)}
    assert named <= set(BLANKS) | OURS
    assert set(re.findall(r"%\((\w+)\)s", parts[0])) <= {"reference"}


@pytest.mark.parametrize("kind", WORDINGS)
def test_the_sentence_for_a_telephone_leaves_room_for_the_address(kind: str) -> None:
    facts = dict.fromkeys((*BLANKS, *OURS), "Dinas Perhubungan") | {"reference": "TNGABCD2345"}
    with override("id"):
        assert len(str(WORDINGS[kind].short) % facts) <= 105


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("kind", [*MEMOS, "arrival"])
def test_a_letter_to_a_colleague_names_only_blanks_that_somebody_fills(
    kind: str, language: str
) -> None:
    memo = MEMOS.get(kind, ARRIVAL)
    with override(language):
        parts = [str(part) for part in (memo.subject, memo.short, memo.opening, memo.brief)]
    named = [set(re.findall(r"%\((\w+)\)s", part)) for part in parts]
    assert set.union(*named) <= {"reference", "when", "city"}
    assert named[0] | named[1] <= {"reference"}
    assert named[3] == set()


def test_a_colleague_hears_of_kinds_that_exist() -> None:
    assert {*MEMOS, *ARRIVALS} <= recorded()
