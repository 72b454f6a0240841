"""`kentongan lapor`: what a clerk reads, and what a script may rely on."""

from argparse import ArgumentParser
from pathlib import Path

import pytest

from kentongan.config.commands import lapor
from kentongan.exchange.mapping import remap
from tests.casework.test_story import FRIDAY
from tests.exchange.test_crossing import TABLE, lamp_row, their_file


def run(*words: str) -> int:
    parser = ArgumentParser()
    lapor.add_arguments(parser)
    return lapor.run(parser.parse_args(words))


def test_what_could_not_be_taken_over_is_said_in_words(
    city: object, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    remap(TABLE, by=None, at=FRIDAY)
    file = tmp_path / "laporan.csv"
    file.write_bytes(their_file(lamp_row(), "2;AGAMA / HAJI;Haji;Kapan berangkat;Mawar;;;"))
    assert run("import", "contoh", str(file)) == 3
    said = capsys.readouterr()
    assert "1 matters were taken over" in said.out
    assert "kentongan lapor left contoh" in said.err
    assert run("left", "contoh") == 0
    assert "2: no service type stands for its category AGAMA / HAJI" in capsys.readouterr().out


def test_a_file_that_is_not_there_is_named(
    city: object, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("import", "contoh", str(tmp_path / "x.csv")) == 1
    assert "x.csv cannot be read" in capsys.readouterr().err
