"""`--data FOLDER` may stand anywhere on the command line: the parser knows it at the front.

Moved, not declared once more with every command: argparse would then read `--d` as `--data` or
`--domain`, and refuse what it understood before.
"""

from collections.abc import Collection, Sequence

OPTION = "--data"


def data_first(arguments: Sequence[str], passing_on: Collection[str]) -> list[str]:
    """Return the arguments with `--data FOLDER` in front, wherever it stood before a `--`.

    :param passing_on: commands whose options belong to another program, and stay where they are
    """
    given = list(arguments)
    begins = _command_at(given)
    if begins >= len(given) or given[begins] in passing_on:
        return given
    end = given.index("--") if "--" in given else len(given)
    for place in range(begins + 1, end):
        if given[place].startswith(f"{OPTION}="):
            return [given.pop(place), *given]
        if given[place] == OPTION and place + 1 < end:
            return [given.pop(place), given.pop(place), *given]
    return given


def _command_at(arguments: Sequence[str]) -> int:
    """Where the command's name stands: behind the options, the only one with a value is ours."""
    place = 0
    while place < len(arguments) and arguments[place].startswith("-"):
        takes_value = arguments[place].startswith("--d") and "=" not in arguments[place]
        place += 2 if takes_value else 1
    return place
