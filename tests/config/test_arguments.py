"""`--data FOLDER` is understood wherever it stands, and nothing else is moved."""

import pytest

from kentongan.config.arguments import data_first
from kentongan.config.cli import _commands, _parser

PASSING_ON = {"django", "postgres"}


@pytest.mark.parametrize(
    "typed",
    [
        "--data X city add PACK",
        "city --data X add PACK",
        "city add PACK --data X",
        "city add --data=X PACK",
        "--da X city add PACK",
        "--data=X city add PACK",
    ],
)
def test_the_data_folder_is_named_before_or_after_the_command(typed: str) -> None:
    options = _parser(_commands()).parse_args(data_first(typed.split(), PASSING_ON))
    assert (str(options.data), options.command, options.verb) == ("X", "city", "add")
    assert str(options.pack) == "PACK"


def test_a_command_s_own_options_are_shortened_as_before() -> None:
    typed = "city add PACK --d lapor.example --data X"
    options = _parser(_commands()).parse_args(data_first(typed.split(), PASSING_ON))
    assert options.domain == ["lapor.example"]
    assert str(options.data) == "X"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "--help",
        "django dumpdata --data X",
        "--data django postgres psql --data X",
        "city add PACK",
        "city add PACK --data",
        "city add -- --data X",
    ],
)
def test_what_is_not_ours_or_has_no_folder_stays_where_it_is(typed: str) -> None:
    assert data_first(typed.split(), PASSING_ON) == typed.split()
