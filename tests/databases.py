"""Databases of the run's throw-away server. Migrating a city anew takes seconds, a copy a blink."""

import psycopg
from django.conf import settings
from django.db import connections
from psycopg import sql

OF_THE_RUN = "test_kentongan"
FOUNDED = "founded"
"""What the run's database was when the example city had just been founded in it."""


def begin(server: str) -> None:
    """Make the run's own database on a server and let Django speak with it."""
    fresh(server, OF_THE_RUN)
    settings.DATABASES["default"]["NAME"] = OF_THE_RUN
    connections["default"].settings_dict["NAME"] = OF_THE_RUN


def keep_founded(server: str) -> None:
    """Keep a copy of the run's database as it is now; nobody else may be connected to it."""
    connections.close_all()
    fresh(server, FOUNDED, like=OF_THE_RUN)


def with_the_city(server: str, name: str) -> str:
    """Make a database with the example city in it; return its address."""
    return fresh(server, name, like=FOUNDED)


def fresh(server: str, name: str, *, like: str = "template1") -> str:
    """Make a database anew, empty or a copy of another; return its address."""
    drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
    create = sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(
        sql.Identifier(name), sql.Identifier(like)
    )
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(drop)
        connection.execute(create)
    return server.replace("/kentongan?", f"/{name}?")
