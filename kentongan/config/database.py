"""Turn one database address into what Django wants to know."""

from urllib.parse import parse_qsl, unquote, urlsplit

ENGINE = "django_tenants.postgresql_backend"
SCHEMES = frozenset({"postgresql", "postgres"})


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
        "OPTIONS": dict(options),
    }
