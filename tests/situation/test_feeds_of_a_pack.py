"""Sources are city data: read out of a pack with every fault named, loaded, written out again."""

from dataclasses import replace
from pathlib import Path

import pytest

from kentongan.cities.packs.checking import examine
from kentongan.cities.packs.feed_facts import CONNECTORS as NAMED
from kentongan.cities.packs.writing import write
from kentongan.config.commands import feeds as command
from kentongan.situation.connectors import CONNECTORS
from kentongan.situation.feeds import Feed
from kentongan.situation.loading import feed_facts, load_feeds
from tests.situation.sources import index, source

PACK = min((Path(__file__).parents[2] / "city_packs").iterdir())


def test_what_a_pack_may_name_is_what_there_is() -> None:
    assert set(NAMED) == set(CONNECTORS)


@pytest.mark.usefixtures("city")
def test_the_feeds_of_a_pack_are_loaded_and_come_out_the_same() -> None:
    facts, faults = examine(PACK)
    assert faults == []
    assert facts is not None
    assert facts.feeds
    load_feeds(facts.feeds)
    assert feed_facts() == facts.feeds
    Feed.objects.update(etag='"v1"', failures=3)
    load_feeds(facts.feeds)
    assert set(Feed.objects.values_list("etag", "failures")) == {('"v1"', 3)}
    load_feeds([replace(facts.feeds[0], address="https://contoh.invalid/")])
    assert Feed.objects.get(is_active=True).etag == ""
    load_feeds([])
    assert not Feed.objects.filter(is_active=True).exists()


def test_a_source_that_is_not_asked_comes_out_of_a_written_pack_as_such(tmp_path: Path) -> None:
    facts, _ = examine(PACK)
    assert facts is not None
    assert {feed.active for feed in facts.feeds} == {True, False}
    write(facts, tmp_path / "pack")
    again, faults = examine(tmp_path / "pack")
    assert faults == []
    assert again is not None
    assert again.feeds == facts.feeds


WRONG = """feeds:
  - code: a
    connector: telepathy
    name: {id: A, en: A}
    gives: {id: A}
    address: nowhere
    grade: official
    licence: "-"
    attribution: "-"
    every: 1
    fresh: 0
  - code: a
"""


def test_every_fault_of_a_feed_is_named_with_its_line(tmp_path: Path) -> None:
    for file in PACK.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    (tmp_path / "feeds.yaml").write_text(WRONG, encoding="utf-8")
    _, faults = examine(tmp_path)
    told = {(fault.line, fault.wrong) for fault in faults if fault.file.endswith("feeds.yaml")}
    assert {line for line, _ in told} >= {3, 5, 6, 10, 11, 12}
    assert any("telepathy" in wrong for _, wrong in told)


def test_a_source_is_tried_from_the_command_line(
    city: object, capsys: pytest.CaptureFixture[str]
) -> None:
    import argparse

    parser = argparse.ArgumentParser()
    command.add_arguments(parser)

    def run(*words: str) -> tuple[int, str]:
        code = command.run(parser.parse_args(words))
        said = capsys.readouterr()
        return code, said.out + said.err

    with source() as told:
        told.feed()
        assert run("try", "contoh", "peringatan") == (1, "peringatan: answered 404\n")
        told.pages = {"/rss": (200, index())}
        assert run("try", "contoh", "peringatan")[0] == 0
        assert "fresh" in run("list", "contoh")[1]
    assert run("try", "contoh", "lain")[0] == 1
    assert run("list", "nowhere")[0] == 1
