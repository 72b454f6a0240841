"""The settings of the embedded server, sized for one city on a small machine.

``ALTER SYSTEM`` wins over all of them, so an operator need not edit any file.
"""

from pathlib import Path

SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "port": "5432",  # a part of the socket's name, nothing more
    "timezone": "UTC",
    "log_timezone": "UTC",
    "max_connections": "100",
    "shared_buffers": "256MB",
    "effective_cache_size": "1GB",
    "work_mem": "16MB",
    "maintenance_work_mem": "128MB",
    "max_wal_size": "2GB",
    "random_page_cost": "1.1",  # no spinning disks
    "jit": "off",  # our statements are short; compiling them costs more than they take
    "max_locks_per_transaction": "256",  # one transaction makes all tables of a city
    "synchronous_commit": "on",
    "fsync": "on",
    "full_page_writes": "on",
    "log_checkpoints": "off",
    "log_lock_waits": "on",
}
THROW_AWAY = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}


def settings_file(socket: Path, *, durable: bool) -> str:
    """Write the settings as PostgreSQL reads them."""
    chosen = SETTINGS | {"unix_socket_directories": f'"{socket}"'}
    if not durable:
        chosen |= THROW_AWAY
    lines = (f"{name} = '{value.replace(chr(39), chr(39) * 2)}'" for name, value in chosen.items())
    return "# Written anew at every start.\n" + "\n".join(lines) + "\n"
