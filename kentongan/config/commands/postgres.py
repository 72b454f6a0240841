"""One of PostgreSQL's own programs (``psql``, ``pg_dump``, ...), told which database is ours."""

import argparse
import os
import shutil
import subprocess
import sys

HELP = "run psql, pg_dump, pg_restore or another of PostgreSQL's programs on our database"
NEEDS_DJANGO = False
PARSER = {"prefix_chars": "\0", "add_help": False}  # the program's options are not ours to read


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The program and its own arguments."""
    parser.add_argument("program")
    parser.add_argument("arguments", nargs=argparse.REMAINDER, metavar="...")


def run(options: argparse.Namespace) -> int:
    """Run it and give its exit status."""
    from kentongan.config.embedded.running import binaries

    program = shutil.which(options.program, path=str(binaries()))
    if program is None:
        print(f"PostgreSQL has no program {options.program!r}.", file=sys.stderr)
        return 2
    address = f"--dbname={os.environ['DATABASE_URL']}"
    return subprocess.run([program, address, *options.arguments], check=False).returncode
