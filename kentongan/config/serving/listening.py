"""Taking the port, once, before any process is started."""

import errno
import socket
import sys

QUEUE = 2048
"""Connections the kernel holds for each process while it is busy."""


class PortTaken(Exception):
    """Somebody else listens there, or we may not."""


def listen(host: str, port: int, count: int) -> list[socket.socket]:
    """Open one listening socket for each of ``count`` processes.

    On Linux the kernel spreads connections over them; elsewhere they share one. They belong to
    the supervisor, so connections waiting for a process that died reach its successor.

    :raises PortTaken: with a sentence for the person who started us
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        first = _bind(family, host, port, spread=False)
        if sys.platform != "linux" or count == 1:
            first.listen(QUEUE)
            return [first] * count
        # The plain bind has shown that the port is free: a spread one would succeed even beside
        # another server of the same user, and take half of its visitors.
        port = first.getsockname()[1]
        first.close()
        sockets = [_bind(family, host, port, spread=True) for _ in range(count)]
    except OSError as fault:
        raise PortTaken(_explain(host, port, fault)) from fault
    for listener in sockets:
        listener.listen(QUEUE)
    return sockets


def _bind(family: int, host: str, port: int, *, spread: bool) -> socket.socket:
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if spread:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        listener.bind((host, port))
        listener.listen(QUEUE)
    except OSError:
        listener.close()
        raise
    return listener


def _explain(host: str, port: int, fault: OSError) -> str:
    if fault.errno == errno.EADDRINUSE:
        return (
            f"Port {port} on {host} is already in use. Stop the program that uses it, "
            f"or choose another port with --port."
        )
    if fault.errno == errno.EACCES:
        return f"Port {port} may only be opened by an administrator. Choose one above 1023."
    return f"Cannot listen on {host}, port {port}: {fault.strerror or fault}."
