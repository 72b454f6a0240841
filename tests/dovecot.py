"""Dovecot for the tests: a real mailbox in a folder of its own, for any name with one password."""

import getpass
import grp
import imaplib
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

DOVECOT = shutil.which("dovecot", path="/usr/sbin:/usr/local/sbin:/usr/bin")
CONF = """
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
protocols = imap
listen = 127.0.0.1
default_login_user = {login}
default_internal_user = {internal}
disable_plaintext_auth = no
ssl = no
mail_location = maildir:{folder}/mail/%u
first_valid_uid = 1
first_valid_gid = 0
passdb {{
  driver = static
  args = password=rahasia
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}/mail/%u
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
"""


@dataclass(frozen=True)
class Mailboxes:
    """A mail server with as many mailboxes as one likes."""

    port: int

    def address(self, user: str, more: str = "") -> str:
        return f"imap://{user}:rahasia@127.0.0.1:{self.port}/INBOX?tls=no{more}"

    def signed_in(self, user: str) -> imaplib.IMAP4:
        line = imaplib.IMAP4("127.0.0.1", self.port, timeout=10)
        line.login(user, "rahasia")
        return line

    def lay(self, user: str, *mails: bytes) -> None:
        """Put mails into somebody's mailbox."""
        line = self.signed_in(user)
        for mail in mails:
            line.append("INBOX", "", "", mail)
        line.logout()

    def count(self, user: str, folder: str) -> int:
        """Return how many mails lie in a folder; 0 if there is none."""
        line = self.signed_in(user)
        answer, told = line.select(folder, readonly=True)
        line.logout()
        return int(told[0] or 0) if answer == "OK" else 0


@contextmanager
def dovecot() -> Iterator[Mailboxes]:
    """Run Dovecot until the tests are over."""
    if DOVECOT is None:
        if os.environ.get("CI"):
            pytest.fail("Dovecot is missing; CI installs it")
        pytest.skip("Dovecot is missing: `apt-get install dovecot-imapd` runs these tests")
    folder = Path(tempfile.mkdtemp(prefix="kentongan-dovecot-"))
    port = _set_up(folder)
    running = subprocess.Popen([DOVECOT, "-F", "-c", str(folder / "dovecot.conf")])
    try:
        _wait_for(port)
        yield Mailboxes(port)
    finally:
        running.terminate()
        running.wait(10)
        shutil.rmtree(folder, ignore_errors=True)


def _set_up(folder: Path) -> int:
    """Write the configuration; root's Dovecot wants users of its own, anybody else's is theirs."""
    folder.chmod(0o755)
    (folder / "mail").mkdir()
    is_root = os.geteuid() == 0
    keeper = pwd.getpwnam("nobody") if is_root else pwd.getpwuid(os.geteuid())
    os.chown(folder / "mail", keeper.pw_uid, keeper.pw_gid)
    with socket.create_server(("127.0.0.1", 0)) as held:
        port = int(held.getsockname()[1])
    users = ("dovenull", "dovecot") if is_root else (getpass.getuser(),) * 2
    conf = CONF.format(
        folder=folder, port=port, uid=keeper.pw_uid, gid=keeper.pw_gid, login=users[0],
        internal=users[1],
    )  # fmt: skip
    if not is_root:
        conf += f"default_internal_group = {grp.getgrgid(os.getegid()).gr_name}\n"
    (folder / "dovecot.conf").write_text(conf)
    return port


def _wait_for(port: int) -> None:
    for _ in range(100):
        if _greets(port):
            return
        time.sleep(0.1)
    raise RuntimeError("Dovecot did not start")


def _greets(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), 5) as line:
            return line.recv(100).startswith(b"* OK")
    except OSError:
        return False
