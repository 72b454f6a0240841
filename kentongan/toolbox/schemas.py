"""Which city's schema this thread's connection is in, told to the type checker as well.

django-tenants gives the connection these; Django's own stubs do not know of them.
"""

import select
from typing import Any, Protocol, cast

from django.db import connection


class _InSchema(Protocol):
    schema_name: str
    tenant: Any
    run_on_commit: list[tuple[Any, ...]]

    def set_tenant(self, tenant: Any) -> None: ...
    def set_schema_to_public(self) -> None: ...


def current() -> _InSchema:
    """Return this thread's connection."""
    return cast(_InSchema, connection)


def let_go_if_dead() -> None:
    """Close this thread's connection if the server has hung up on it meanwhile.

    Asks the socket, not the server: an idle connection has nothing to read unless it has ended,
    so a restarted database costs the next visitor nothing, and the check costs no statement.
    """
    if connection.connection is None or connection.in_atomic_block:
        return
    if connection.connection.closed or _has_something_to_read(connection.connection.fileno()):
        connection.close()


def _has_something_to_read(socket: int) -> bool:
    readiness = select.poll()
    readiness.register(socket, select.POLLIN | select.POLLHUP | select.POLLERR)
    return bool(readiness.poll(0))
