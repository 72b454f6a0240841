"""A real port, answering from inside the test's own transaction."""

from collections.abc import Iterator
from threading import Thread
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, connection, connections

from kentongan.cities.entering import enter, forget_hosts, leave
from kentongan.cities.models import City, Domain
from kentongan.people.keys import add_key
from tests.conftest import moment

KEY = "kunci-contoh"


@pytest.fixture
def own_connection(city: City) -> Iterator[City]:
    """Let requests end without ending the test's transaction."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    add_key(KEY, label="contoh", at=moment("2026-01-02 08:00"))
    yield city
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def served(own_connection: City) -> Iterator[str]:
    """The address of a server for the example city."""
    leave()
    Domain.objects.create(tenant=own_connection, domain="127.0.0.1", is_primary=False)
    forget_hosts()
    enter(own_connection)
    connection.inc_thread_sharing()
    shared = connections[connection.alias]
    server = make_server("127.0.0.1", 0, get_wsgi_application(), handler_class=Quiet)

    def serve() -> None:
        connections[connection.alias] = shared
        server.serve_forever(poll_interval=0.05)

    thread = Thread(target=serve, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()
    connection.dec_thread_sharing()
    forget_hosts()


class Quiet(WSGIRequestHandler):
    """Says nothing of each request."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass
