"""Restore a dump, then let transaction numbers pass those that the journal remembers.

The journal is read in the order of transactions (`journal.reading`), and their numbers belong to a
server. In a fresh one they begin again below those of the dump: what is written next would sort
before what is there, and nothing would count as settled. So numbers are used up until they are
above.
"""

import argparse
import os
import subprocess
import sys
from pathlib import Path

import psycopg
from psycopg import sql

HELP = "restore a dump made by `kentongan postgres pg_dump -Fc` into an empty database"
NEEDS_DJANGO = False
MOST = 100_000_000
"""Numbers that are used up, at some 250,000 a second; more than that is a mistake."""
USE_UP = "DO $$ BEGIN FOR i IN 1..{} LOOP PERFORM pg_current_xact_id(); COMMIT; END LOOP; END $$"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The file."""
    parser.add_argument("file", type=Path)


def run(options: argparse.Namespace) -> int:
    """Restore; 1 if the database is not empty or the dump cannot be read."""
    from kentongan.config.embedded.running import binaries

    address = os.environ["DATABASE_URL"]
    if _journals(address):
        print("There are cities in this database already; restore into an empty one.")
        return 1
    command = [binaries() / "pg_restore", f"--dbname={address}", "--no-owner", options.file]
    if subprocess.run(command, check=False).returncode:
        return 1
    missing = _behind(address)
    if missing > MOST:
        print(f"Transactions are {missing:,} behind the journal: too many.", file=sys.stderr)
        return 1
    _use_up(address, missing)
    print(f"Restored. {missing:,} transaction numbers were passed over.")
    return 0


def _journals(address: str) -> list[str]:
    with psycopg.connect(address) as connection:
        found = connection.execute(
            "SELECT schemaname FROM pg_tables WHERE tablename = 'journal_entry'"
        )
        return [schema for (schema,) in found]


def _behind(address: str) -> int:
    """Return how many transactions the server is behind the last one in any journal."""
    with psycopg.connect(address) as connection:
        now = _number(connection, sql.SQL("SELECT pg_current_xact_id()::text::bigint"))
        latest = sql.SQL("SELECT coalesce(max(xact), 0) FROM {}.journal_entry")
        last = [
            _number(connection, latest.format(sql.Identifier(schema)))
            for schema in _journals(address)
        ]
    return max(0, max(last, default=0) - now + 1)


def _number(connection: "psycopg.Connection[tuple[int]]", question: sql.SQL | sql.Composed) -> int:
    row = connection.execute(question).fetchone()
    return int(row[0]) if row else 0


def _use_up(address: str, count: int) -> None:
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("SET synchronous_commit = off")
        connection.execute(sql.SQL(USE_UP).format(sql.Literal(count)))
