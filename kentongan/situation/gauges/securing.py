"""A line to a broker under TLS: whom we trust, who we say we are, and why it failed, in words."""

import ssl
from pathlib import Path
from typing import NamedTuple

CA, CERTIFICATE, KEY = "ca.pem", "cert.pem", "key.pem"
REFUSED = f"the broker refuses our certificate, or wants one; see {CERTIFICATE} and {KEY}"
UNMET = f"the broker hung up before it greeted us: maybe {REFUSED}"


class Papers(NamedTuple):
    """Files of one broker; None: the system's own authorities, and no certificate of ours."""

    ca: Path | None = None
    certificate: Path | None = None
    key: Path | None = None


def papers_in(*folders: Path) -> Papers:
    """Return what lies in the first of the folders that holds any of it."""
    for folder in folders:
        files = [folder / name for name in (CA, CERTIFICATE, KEY)]
        if any(each.is_file() for each in files):
            return Papers(*(each if each.is_file() else None for each in files))
    return Papers()


def secured(papers: Papers) -> ssl.SSLContext:
    """Return how a line is made secure; read anew for each line, so files may be renewed.

    :raises ValueError: if a file cannot be read as what it should be
    """
    try:
        context = ssl.create_default_context(cafile=papers.ca)
        if papers.certificate:
            context.load_cert_chain(papers.certificate, papers.key)
    except (OSError, ssl.SSLError) as fault:
        raise ValueError(f"{_named(papers)} cannot be used: {fault}") from None
    return context


def explained(fault: Exception) -> str:
    """Return why a line broke, for whoever has to mend it."""
    if isinstance(fault, ssl.SSLCertVerificationError):
        return (
            f"the broker's certificate is not trusted ({fault.verify_message}); "
            f"lay the authority that issued it into {CA}"
        )
    if isinstance(fault, ssl.SSLError) and "alert" in str(fault).lower():
        return REFUSED
    return str(fault)


def _named(papers: Papers) -> str:
    return ", ".join(str(each) for each in papers if each)
