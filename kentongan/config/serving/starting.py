"""The way in: take the port, load the application once, hand over to the supervisor."""

import gc
import resource
from collections.abc import Callable

from kentongan.config.serving.application import Application
from kentongan.config.serving.listening import listen
from kentongan.config.serving.supervising import Supervisor

COLLECT_AFTER = (50_000, 20, 50)
"""Objects before Python looks for circles: by default every 700, some thirty times a page."""


def serve(
    host: str,
    port: int,
    workers: int = 2,
    ready: Callable[[], None] | None = None,
    *,
    load: Callable[[], Application] | None = None,
) -> None:
    """Serve pages and streams on one port until SIGTERM or SIGINT; main thread only.

    :param ready: called once every worker answers
    :param load: gives the application; by default `kentongan.config.asgi`
    :raises PortTaken: with a sentence to show
    """
    listeners = listen(host, port, workers)
    _allow_many_connections()
    load = load or _load
    # Loaded once, before the forks: the workers share the memory of everything imported.
    load()
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECT_AFTER)
    Supervisor(load, listeners).run(ready)


def _load() -> Application:
    from django.urls import get_resolver

    from kentongan.config.asgi import application

    # Whoever takes the place of a process that died answers at once, instead of importing every
    # room with its first visitor; and the processes share the memory of all of it.
    _ = get_resolver().url_patterns
    application.streams.load()
    return application


def _allow_many_connections() -> None:
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 65536 if hard == resource.RLIM_INFINITY else min(hard, 65536)
    resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
