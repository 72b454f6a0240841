"""Whether a machine wrote it: such mail is never answered, or two machines would write for ever.

RFC 3834 (Auto-Submitted), RFC 2919 (List-Id), RFC 2076 (Precedence), [MS-OXCMAIL]
(X-Auto-Response-Suppress); and the names under which machines write.
"""

from email.message import Message

from kentongan.intake.mail.headers import addresses, header

MOST_HOPS = 50
"""Servers a mail has gone through; beyond it, it goes in circles (RFC 5321, 6.3, says 100)."""
LISTED = ("List-Id", "List-Post", "List-Unsubscribe", "Mailing-List")
ANSWERING = ("X-Auto-Response-Suppress", "X-Autoreply", "X-Autorespond", "X-Auto-Reply-From")
PRECEDENCES = frozenset({"bulk", "list", "junk", "auto_reply", "auto-reply"})
MACHINES = frozenset(
    {"mailer-daemon", "postmaster", "noreply", "no-reply", "donotreply", "do-not-reply", "bounce"}
    | {"bounces", "notification", "notifications", "newsletter", "majordomo", "root", "nobody"}
)


def is_automatic(mail: Message, *, envelope_from: str | None = None) -> bool:
    """Whether a machine wrote it, or nobody can be answered.

    :param envelope_from: whom the server was told it comes from, "" for nobody; None if unknown
    """
    told = header(mail, "Auto-Submitted").lower().partition(";")[0].strip()
    if told and told != "no":
        return True
    if header(mail, "Precedence").lower() in PRECEDENCES or _is_report(mail):
        return True
    if any(mail.get(name) for name in (*LISTED, *ANSWERING)):
        return True
    return _has_no_sender(mail, envelope_from) or len(mail.get_all("Received", [])) > MOST_HOPS


def _is_report(mail: Message) -> bool:
    return mail.get_content_type() in {"multipart/report", "message/delivery-status"}


def _has_no_sender(mail: Message, envelope_from: str | None) -> bool:
    if envelope_from is None:
        envelope_from = header(mail, "Return-Path") if mail.get("Return-Path") else None
    if envelope_from is not None and envelope_from.strip(" <>") == "":
        return True
    names = (address.partition("@")[0] for _name, address in addresses(mail, "From"))
    first = next(names, "")
    return not first or first.partition("+")[0] in MACHINES
