"""A parcel as an e-mail: headers no text can break out of, a body any server can carry."""

import re
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from kentongan.mailroom.parcels import Parcel, Rejected

_MESSAGE_ID = re.compile(r"<?[!-;=?-~]+@[!-;=?-~]+>?")


def envelop(parcel: Parcel) -> EmailMessage:
    """Return the parcel as an e-mail; the same parcel gives the same bytes.

    :raises Rejected: if its address cannot be written to
    """
    mail = EmailMessage(policy=SMTP)
    try:
        mail["From"] = Address(_one_line(parcel.sender_name), addr_spec=parcel.sender)
        mail["To"] = Address(addr_spec=parcel.to)
        if parcel.reply_to:
            mail["Reply-To"] = Address(addr_spec=parcel.reply_to)
    except (ValueError, IndexError, MessageError):
        # The parser's own words hold the address, which is not ours to keep.
        raise Rejected("an address that no letter can be sent to") from None
    mail["Subject"] = _one_line(parcel.subject)
    mail["Message-ID"] = f"<{parcel.key}>"
    mail["Date"] = format_datetime(parcel.written_at)
    mail["Auto-Submitted"] = "auto-replied" if parcel.answers else "auto-generated"
    for name in ("In-Reply-To", "References"):
        if _MESSAGE_ID.fullmatch(parcel.answers):
            mail[name] = f"<{parcel.answers.strip('<>')}>"
    # Quoted-printable: every server takes it, whatever length and letters the lines have.
    mail.set_content(parcel.text, cte="quoted-printable")
    mail["Content-Language"] = parcel.language
    return mail


def _one_line(text: str) -> str:
    return " ".join(text.split())
