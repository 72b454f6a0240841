"""xmlsec1 for the tests: a second program, nothing to do with ours, that checks XML signatures.

Found, or said to be missing; in CI a missing one is a failure.
"""

import os
import shutil
import subprocess
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.x509 import load_pem_x509_certificate

XMLSEC = shutil.which("xmlsec1")


def verified(message: bytes, certificate: bytes, folder: Path) -> bool:
    """Ask xmlsec1 whether the message is signed by whom the certificate names."""
    if XMLSEC is None:
        if os.environ.get("CI"):
            pytest.fail("xmlsec1 is missing; CI installs it")
        pytest.skip("xmlsec1 is missing: `apt-get install xmlsec1` runs this test")
    told, trusted = folder / "message.xml", folder / "key.pem"
    told.write_bytes(message)
    trusted.write_bytes(certificate)
    # Nobody but that certificate is believed, no bare key in the message, and no part of it alone.
    line = [XMLSEC, "--verify", "--enabled-key-data", "x509", "--enabled-reference-uris", "empty"]
    read_at = load_pem_x509_certificate(certificate).not_valid_before_utc + timedelta(days=2)
    line += ["--verification-gmt-time", f"{read_at:%F %T}"]
    line += ["--trusted-pem", str(trusted), str(told)]
    answer = subprocess.run(line, check=False, capture_output=True, text=True, timeout=60)
    return answer.returncode == 0
