"""Django's own commands (``migrate``, ``shell``, ...), with the database already there."""

import argparse

HELP = "run one of Django's own commands"
NEEDS_DJANGO = False  # Django sets itself up, as each of its commands wishes
PARSER = {"prefix_chars": "\0", "add_help": False}  # its options are not ours to read


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("arguments", nargs=argparse.REMAINDER, metavar="...")


def run(options: argparse.Namespace) -> None:
    from django.core.management import execute_from_command_line

    execute_from_command_line(["kentongan django", *options.arguments])
