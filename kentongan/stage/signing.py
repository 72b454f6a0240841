"""Signing what goes out: an enveloped XML signature by the city's own key, and checking one.

ECDSA on P-256 with SHA-256, as receivers of CAP can check it; few of their libraries know the
Ed25519 of the journal. The key lies beside the data, not in the database.
"""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from django.conf import settings
from lxml import etree
from signxml.algorithms import DigestAlgorithm, SignatureMethod
from signxml.exceptions import InvalidInput, InvalidSignature
from signxml.signer import XMLSigner
from signxml.verifier import SignatureConfiguration, XMLVerifier

from kentongan.situation.cap.opening import opened

LASTS = timedelta(days=3650)
ONCE = SignatureConfiguration(
    location="./", signature_methods=frozenset({SignatureMethod.ECDSA_SHA256})
)
"""One signature over the whole message, as its child, by our method: else it may cover anything."""


class KeyPair(NamedTuple):
    """The private key and the certificate, each as PEM."""

    key: bytes
    certificate: bytes


class NotSigned(Exception):
    """A message bears no signature of that certificate; the text says why."""


def key_pair(schema: str, name: str, *, at: datetime) -> KeyPair:
    """Return the city's; the first process to ask makes them.

    :param name: the city's, which stands in the certificate
    """
    kept = Path(settings.CAP_KEYS) / f"{schema}.pem"
    if not kept.exists():
        _make(kept, name, at)
    key, mark, certificate = kept.read_bytes().partition(b"-----BEGIN CERTIFICATE-----")
    return KeyPair(key, mark + certificate)


def sign(root: etree._Element, pair: KeyPair) -> bytes:
    """Return the message with its signature as the last child."""
    signer = XMLSigner(
        signature_algorithm=SignatureMethod.ECDSA_SHA256,
        digest_algorithm=DigestAlgorithm.SHA256,
        c14n_algorithm="http://www.w3.org/2001/10/xml-exc-c14n#",
    )
    signed = signer.sign(root, key=pair.key, cert=pair.certificate.decode())
    return etree.tostring(signed, xml_declaration=True, encoding="UTF-8")


def check(raw: bytes, certificate: bytes) -> bytes:
    """Return what the signature covers: the message without it. Believe that alone.

    :raises NotSigned: if it is not signed by this certificate, or was changed since
    """
    pem = certificate.decode("ascii", "replace")
    try:
        found = XMLVerifier().verify(opened(raw), x509_cert=pem, expect_config=ONCE)
    except (InvalidInput, InvalidSignature, ValueError, etree.LxmlError) as fault:
        raise NotSigned(str(fault)) from None
    return bytes(found.signed_data)  # type: ignore[union-attr]


def certificate_in(raw: bytes) -> bytes:
    """Return the certificate that a message brings along, PEM; it proves nothing by itself.

    :raises NotSigned: if it brings none
    """
    told = opened(raw).findtext(".//{*}X509Certificate")
    if not told:
        raise NotSigned("no certificate in it")
    inner = "".join(told.split())
    return f"-----BEGIN CERTIFICATE-----\n{inner}\n-----END CERTIFICATE-----\n".encode()


def fingerprint(certificate: bytes) -> str:
    """Return the SHA-256 of a certificate, hex.

    :raises ValueError: if it is none
    """
    return x509.load_pem_x509_certificate(certificate).fingerprint(hashes.SHA256()).hex()


def _make(kept: Path, name: str, at: datetime) -> None:
    kept.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    key = ec.generate_private_key(ec.SECP256R1())
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    half = kept.with_suffix(f".{os.getpid()}")
    half.touch(mode=0o600)
    half.write_bytes(pem + _certificate(key, name, at).public_bytes(Encoding.PEM))
    try:
        os.link(half, kept)  # whole or not at all, and never over one that is there
    except FileExistsError:
        pass
    finally:
        half.unlink()


def _certificate(key: ec.EllipticCurvePrivateKey, name: str, at: datetime) -> x509.Certificate:
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name[:64])])
    begins = at.astimezone(UTC) - timedelta(days=1)
    made = x509.CertificateBuilder().subject_name(subject).issuer_name(subject)
    made = made.public_key(key.public_key()).serial_number(x509.random_serial_number())
    made = made.not_valid_before(begins).not_valid_after(begins + LASTS)
    return made.sign(key, hashes.SHA256())
