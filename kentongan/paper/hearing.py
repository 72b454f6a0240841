"""How somebody ticked that they wish to hear the answer, and who is to be told how."""

from enum import StrEnum

from kentongan.intake.report import Person


class Hearing(StrEnum):
    """The boxes of the sheet."""

    SMS = "sms"
    CALL = "call"
    ASKING = "asking"


HEARD = {
    **{str(each): each for each in Hearing},
    **dict.fromkeys(("pesan", "wa", "whatsapp", "message"), Hearing.SMS),
    **dict.fromkeys(("telepon", "ditelepon", "phone"), Hearing.CALL),
    **dict.fromkeys(("datang", "tanya", "bertanya", "loket", "counter"), Hearing.ASKING),
}
"""As a file may call them."""


def told_by(name: str, phone: str, hearing: str) -> Person:
    """Return who wrote the sheet; who asks or wishes a call is told by voice and gets no SMS."""
    is_called = hearing == Hearing.CALL and bool(phone)
    return Person(name, phone=phone, by_voice=is_called or hearing == Hearing.ASKING)
