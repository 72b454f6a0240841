"""A city at play stays what it was: as much work, no raw words, and somebody's name at the top."""

from datetime import timedelta

from django.db.models import Count

from kentongan.casework.models import Case, Reopening, Stage, Verdict
from kentongan.config.demo.playing import LEFT, pace_of, play_past, take_up
from kentongan.people.models import User
from tests.conftest import moment
from tests.demo.conftest import RAW, Staging

NOW = moment("2026-03-18 20:00")
EVERY = 25.0


def test_work_taken_up_from_the_past_and_live_reports_keep_their_balance(stage: Staging) -> None:
    play_past(stage(), days=4, a_day=40, until=NOW)
    before = Case.objects.open().count()
    live = stage(seed=2, pace=pace_of(EVERY))
    assert take_up(live, at=NOW) == before - LEFT
    live.plan(NOW, lambda at: live.arrive_on_and_on(at, EVERY))
    seen = []
    for minutes in range(10, 81, 5):
        live.run(NOW + timedelta(minutes=minutes))
        waiting = Case.objects.filter(stage=Stage.RECEIVED).count()
        seen.append((Case.objects.open().count(), waiting))
    assert all(before * 0.5 < still_open < before * 1.7 for still_open, _ in seen), (before, seen)
    assert all(waiting < 18 for _, waiting in seen), seen
    assert Case.objects.filter(opened_at__gte=NOW).count() > 150


def test_those_whose_promise_is_nearest_are_left_lying(stage: Staging) -> None:
    play_past(stage(), days=1, a_day=40, until=NOW)
    left = list(Case.objects.open().order_by("due_at", "pk")[:LEFT])
    live = stage(seed=3, pace=pace_of(EVERY))
    take_up(live, at=NOW)
    live.run(NOW + timedelta(days=1))
    waiting = Case.objects.open().exclude(stage=Stage.CLAIMED)  # that is for the reporters
    assert set(waiting) == set(left)


def test_the_public_reads_an_officers_sentence_never_the_reporters_words(stage: Staging) -> None:
    play_past(stage(), days=1, a_day=40, until=NOW)
    shown = Case.objects.exclude(public_words="")
    assert shown.count() > 20
    for case in shown.select_related("service_type", "jurisdiction"):
        assert case.words == RAW
        assert RAW not in case.public_words
        start = f"{case.service_type.names['id']} di {case.jurisdiction.name}"
        assert case.public_words in {f"{start}.", f"{start}, dekat Pasar Contoh."}


def test_after_a_long_sleep_the_play_goes_on_where_it_stood(stage: Staging) -> None:
    live = stage()
    live.plan(NOW, live.arrive)
    live.put_off(timedelta(hours=8))
    assert live.run(NOW + timedelta(hours=7)) == 0
    assert live.run(NOW + timedelta(hours=8)) == 1


def test_whoever_heads_a_place_is_called_by_the_title(stage: Staging) -> None:
    stage()
    names = set(User.objects.filter(username__startswith="petugas-").values_list("name", flat=True))
    assert any(name.startswith("Lurah ") for name in names)
    assert any(name.startswith("Camat ") for name in names)
    assert not any("petugas" in name for name in names)


def test_claims_are_confirmed_disputed_and_left_and_voices_join(stage: Staging) -> None:
    play_past(stage(), days=16, a_day=20, until=NOW)
    ends = dict(Case.objects.exclude(outcome="").values_list("outcome").annotate(n=Count("pk")))
    assert {"confirmed", "unopposed", "refused", "referred"} <= ends.keys()
    assert ends["confirmed"] > ends["unopposed"]
    assert {"reporter", "head"} == set(Verdict.objects.values_list("way", flat=True))
    assert Reopening.objects.filter(voices__gt=0).exists()
    assert Case.objects.filter(voices__gt=1).exists()
