"""Which city's schema this thread's connection is in, told to the type checker as well.

django-tenants gives the connection these; Django's own stubs do not know of them.
"""

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
