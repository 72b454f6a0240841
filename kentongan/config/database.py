"""Turn one database address into what Django wants to know."""

from urllib.parse import parse_qsl, unquote, urlsplit

import psycopg

ENGINE = "django_tenants.postgresql_backend"
BINDING: dict[str, object] = {"server_side_binding": True, "prepare_threshold": 5}
"""Values travel apart from statements, and what was sent five times is planned once."""
SCHEMES = frozenset({"postgresql", "postgres"})
OLDEST = 16  # PostgreSQL's major version
QUESTIONS = """
    SELECT pg_encoding_to_char(encoding),
           EXISTS (SELECT FROM pg_ts_config WHERE cfgname = 'indonesian')
    FROM pg_database WHERE datname = current_database()
"""


class DatabaseUnfit(Exception):
    """The database cannot be used; the text tells the operator why."""


def settings_from(url: str) -> dict[str, object]:
    """Read ``postgresql://user:pw@host:port/name?option=value`` into Django's connection settings.

    A socket folder stands in the query: ``postgresql:///name?host=/folder``. Any other option of
    the query goes to libpq as it is (``sslmode``, ``connect_timeout`` in seconds, ...).

    :raises ValueError: if the address is not one of PostgreSQL or names no database
    """
    parts = urlsplit(url)
    if parts.scheme not in SCHEMES:
        raise ValueError("The database address must begin with postgresql://")
    name = unquote(parts.path.removeprefix("/"))
    if not name:
        raise ValueError("The database address names no database: postgresql://host/NAME")
    options = dict(parse_qsl(parts.query))
    host, port = options.pop("host", ""), options.pop("port", "")
    user, password = options.pop("user", ""), options.pop("password", "")
    return {
        "ENGINE": ENGINE,
        "NAME": name,
        "USER": unquote(parts.username or user),
        "PASSWORD": unquote(parts.password or password),
        "HOST": unquote(parts.hostname or host),
        "PORT": str(parts.port or port),
        "OPTIONS": dict(options) | BINDING,
    }


def check(url: str) -> None:
    """Make sure that the database is there and can do what we ask of it.

    :raises DatabaseUnfit: if it cannot be reached, is too old, or keeps text other than in UTF-8
    """
    try:
        with psycopg.connect(url, connect_timeout=10) as connection:
            version = connection.info.server_version // 10000
            found = connection.execute(QUESTIONS).fetchone() or ("", False)
    except psycopg.Error as fault:
        raise DatabaseUnfit(f"The database cannot be reached: {fault}") from fault
    if version < OLDEST:
        raise DatabaseUnfit(f"PostgreSQL {OLDEST} or newer is needed; this one is {version}.")
    if found[0] != "UTF8":
        raise DatabaseUnfit(f"The database must keep text in UTF8; this one has {found[0]}.")
    if not found[1]:
        raise DatabaseUnfit("PostgreSQL's text search configuration 'indonesian' is missing.")
