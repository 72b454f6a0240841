"""The command ``kentongan``: every module in ``commands`` is one command.

A command has ``HELP``, ``add_arguments(parser)`` and ``run(options)``; it may say
``NEEDS_DATABASE = False`` or ``NEEDS_DJANGO = False``, and give its parser's shape as ``PARSER``.
"""

import argparse
import importlib
import os
import pkgutil
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from types import FrameType
from typing import Protocol, cast

from kentongan.config import commands
from kentongan.config.arguments import data_first
from kentongan.config.database import DatabaseUnfit, check
from kentongan.config.embedded import EmbeddedFault, ensure_running

TERMINATED = 128 + signal.SIGTERM
INTERRUPTED = 128 + signal.SIGINT


class Command(Protocol):
    """What a module in ``commands`` offers."""

    HELP: str

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the command's own arguments."""

    def run(self, options: argparse.Namespace) -> int | None:
        """Do it; the number is the exit status, None means success."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit status."""
    signal.signal(signal.SIGTERM, _end)
    # Whoever starts us in the background of a script would have us deaf to Ctrl-C.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    known = _commands()
    given = sys.argv[1:] if arguments is None else arguments
    passing_on = {name for name, command in known.items() if hasattr(command, "PARSER")}
    options = _parser(known).parse_args(data_first(given, passing_on))
    command = known[options.command]
    try:
        _prepare(command, options)
        return command.run(options) or 0
    except (EmbeddedFault, DatabaseUnfit) as fault:
        print(fault, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has left, as in `kentongan city list | head`.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


def data_folder() -> Path:
    """Where pictures, the embedded database and everything else of this installation lies."""
    return Path(os.environ.get("KENTONGAN_DATA") or "data").expanduser().resolve()


def _commands() -> dict[str, Command]:
    names = (module.name for module in pkgutil.iter_modules(commands.__path__))
    return {
        name.replace("_", "-"): cast(
            Command, importlib.import_module(f"{commands.__name__}.{name}")
        )
        for name in names
        if not name.startswith("_")
    }


def _parser(known: dict[str, Command]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="kentongan", description="The open live room of a city.")
    parser.add_argument(
        "--data",
        type=Path,
        metavar="FOLDER",
        help="where everything is kept (KENTONGAN_DATA, or ./data); may also stand at the end",
    )
    commands_of = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name, command in known.items():
        shape = getattr(command, "PARSER", {})
        command.add_arguments(
            commands_of.add_parser(name, help=command.HELP, description=command.HELP, **shape)
        )
    return parser


def _prepare(command: Command, options: argparse.Namespace) -> None:
    if getattr(options, "alone", False):  # a verb that needs nothing of this installation
        return
    if options.data is not None:
        os.environ["KENTONGAN_DATA"] = str(options.data)
    folder = data_folder()
    os.environ["KENTONGAN_DATA"] = str(folder)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kentongan.config.settings")
    if getattr(command, "NEEDS_DATABASE", True):
        if not os.environ.get("DATABASE_URL"):
            os.environ["DATABASE_URL"] = ensure_running(folder)
        check(os.environ["DATABASE_URL"])
    if getattr(command, "NEEDS_DJANGO", True):
        import django

        django.setup()


def _end(_number: int, _frame: FrameType | None) -> None:
    """Leave like any ending program, so that the embedded server is stopped on the way out."""
    sys.exit(TERMINATED)
