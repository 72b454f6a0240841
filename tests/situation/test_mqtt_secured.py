"""A broker under TLS: heard with the right papers, and without them told why not."""

import datetime as dt
import ipaddress
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from kentongan.situation.feeds import Feed
from kentongan.situation.gauges import listening
from kentongan.situation.gauges.addressing import broker_of
from kentongan.situation.gauges.listening import Listener
from kentongan.situation.gauges.securing import papers_in
from tests.situation.broker import Mosquitto, mosquitto

pytestmark = pytest.mark.wire
TOPIC = "sungai/kota/tma"
HOME = ipaddress.ip_address("127.0.0.1")


class Authority:
    """An authority of our own that issues certificates into folders."""

    def __init__(self, folder: Path) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, folder.name)])
        self.folder = folder
        folder.mkdir()
        own = self._issued(self.name, self.key, is_authority=True)
        (folder / "ca.pem").write_bytes(own)

    def issue(self, folder: Path) -> Path:
        """Lay ca.pem, cert.pem and key.pem into a folder."""
        folder.mkdir()
        key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, folder.name)])
        (folder / "cert.pem").write_bytes(self._issued(name, key, is_authority=False))
        plain = serialization.NoEncryption()
        shape = serialization.PrivateFormat.PKCS8
        (folder / "key.pem").write_bytes(
            key.private_bytes(serialization.Encoding.PEM, shape, plain)
        )
        shutil.copy(self.folder / "ca.pem", folder)
        return folder

    def _issued(
        self, name: x509.Name, key: ec.EllipticCurvePrivateKey, *, is_authority: bool
    ) -> bytes:
        now = dt.datetime.now(dt.UTC)
        made = (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(self.name)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - dt.timedelta(days=1))
            .not_valid_after(now + dt.timedelta(days=1))
            .add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), critical=True)
            .add_extension(x509.SubjectAlternativeName([x509.IPAddress(HOME)]), critical=False)
        )
        return made.sign(self.key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)


class Ear:
    """One listener with papers from a folder."""

    def __init__(self, port: int, papers: Path | None) -> None:
        feed = Feed(code="tma", address=f"mqtts://127.0.0.1:{port}", settings={"topics": [TOPIC]})
        kept = papers_in(papers) if papers else None
        self.heard: list[bytes] = []
        self.faults: list[str] = []
        place = broker_of(feed, slug="contoh", secret="kota:rahasia", papers=kept)
        self.listener = Listener(
            place, lambda _topic, raw, _kept: self.heard.append(raw), self.faults.append
        )
        self._thread = Thread(target=self.listener.run, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self.listener.stop()
        self._thread.join(10)

    def fault(self) -> str:
        """Wait for the first fault, and leave."""
        for _ in range(500):
            if self.faults:
                self.stop()
                return self.faults[0]
            time.sleep(0.02)
        raise AssertionError("it never failed")


@pytest.fixture
def secured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Mosquitto, int]]:
    """A broker that asks for a certificate and a password on one port, a password on another."""
    monkeypatch.setattr(listening, "FIRST_PAUSE", 0.05)
    authority = Authority(tmp_path / "authority")
    own = authority.issue(tmp_path / "broker")
    authority.issue(tmp_path / "city")
    program = shutil.which("mosquitto_passwd")
    secrets = tmp_path / "secrets"
    secrets.write_text("kota:rahasia\n")
    secrets.chmod(0o600)
    if program:
        subprocess.run([program, "-U", str(secrets)], check=True)
    with socket.create_server(("127.0.0.1", 0)) as held:
        port = int(held.getsockname()[1])
    more = f"""password_file {secrets}
listener {port} 127.0.0.1
cafile {own}/ca.pem
certfile {own}/cert.pem
keyfile {own}/key.pem
require_certificate true"""
    with mosquitto(tmp_path, anonymous=False, more=more) as broker:
        yield broker, port


def test_with_the_right_papers_a_broker_under_tls_is_heard(
    secured: tuple[Mosquitto, int], tmp_path: Path
) -> None:
    broker, port = secured
    ear = Ear(port, tmp_path / "city")
    assert ear.listener.is_listening.wait(10), ear.faults
    broker.publish(TOPIC, "81.5", user="kota:rahasia")
    for _ in range(500):
        if ear.heard:
            break
        time.sleep(0.02)
    ear.stop()
    assert ear.heard == [b"81.5"]


def test_whoever_is_not_trusted_on_either_side_is_told_why(
    secured: tuple[Mosquitto, int], tmp_path: Path
) -> None:
    _, port = secured
    stranger = Authority(tmp_path / "stranger").issue(tmp_path / "elsewhere")
    assert "the broker's certificate is not trusted" in Ear(port, None).fault()
    assert "the broker's certificate is not trusted" in Ear(port, stranger).fault()
    shutil.copy(tmp_path / "authority" / "ca.pem", stranger / "ca.pem")
    assert "the broker refuses our certificate" in Ear(port, stranger).fault()
    (stranger / "key.pem").write_text("not a key")
    assert "cannot be used" in Ear(port, stranger).fault()
