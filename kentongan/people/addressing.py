"""Where letters about the work reach somebody, and which they wish: said by themselves.

An administrator may say it too. Where the address is another one, a letter goes to it and says so.
"""

from datetime import datetime
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kentongan.journal.recording import record
from kentongan.people.leading import administering, hold_user
from kentongan.people.models import User, Wish
from kentongan.places.directory import directory
from kentongan.toolbox.refusals import Unprocessable

LONGEST_MAILBOX, LONGEST_NUMBER = 254, 20


class Post(NamedTuple):
    """How somebody is reached, "" where not, and which letters they wish, in which language.

    An empty language is the city's first.
    """

    email: str = ""
    phone: str = ""
    letters: str = Wish.URGENT
    language: str = ""


class AddressUnusable(Unprocessable):
    code = "address_unusable"
    sentence = _("No letter can be sent to this address.")


class NumberUnusable(Unprocessable):
    code = "number_unusable"
    sentence = _("This number does not look complete: write it like 0812 3456 7890.")


class NoSuchWish(Unprocessable):
    code = "no_such_wish"
    sentence = _("Please choose which letters are to come.")


class NotSpoken(Unprocessable):
    code = "not_spoken"
    sentence = _("The city does not write in this language.")


@transaction.atomic
def readdress(user: User, post: Post, *, by: User, at: datetime) -> User:
    """Keep where letters reach the user and which they wish.

    :raises NoSuchUser: if it is neither one's own account nor an administrator's business
    :raises AddressUnusable: if no letter can go to the e-mail address
    :raises NumberUnusable: if no telephone has the number
    :raises NoSuchWish: if the wish is none of ours
    :raises NotSpoken: if the city does not speak the language
    """
    if user.pk != by.pk:
        administering(by)
    held = hold_user(user)
    was = (held.email, held.phone)
    held.email, held.phone = usable_mailbox(post.email), usable_number(post.phone)
    if post.letters not in Wish.values:
        raise NoSuchWish(field="letters")
    if post.language and post.language not in directory().profile.languages:
        raise NotSpoken(field="language")
    held.letters, held.language = post.letters, post.language
    held.save(update_fields=["email", "phone", "letters", "language"])
    is_new = was != (held.email, held.phone)
    record("user.readdressed", about=("user", held.pk), by=by, at=at, is_new=is_new)
    return held


def usable_mailbox(typed: str) -> str:
    """Return an e-mail address as it is kept, or "" for none.

    :raises AddressUnusable: if no letter can go there
    """
    address = typed.strip()
    try:
        if address:
            validate_email(address)
    except ValidationError:
        raise AddressUnusable(field="email") from None
    if len(address) > LONGEST_MAILBOX:
        raise AddressUnusable(field="email")
    return address


def usable_number(typed: str) -> str:
    """Return a telephone number as a reporter's is kept, `+62812…`, or "" for none.

    :raises NumberUnusable: if no telephone has it
    """
    from lokal.phone import parse_phone

    number = typed.strip()[:100]
    if not number:
        return ""
    parsed = parse_phone(number)
    if not (parsed.valid and parsed.e164) or len(parsed.e164) > LONGEST_NUMBER:
        raise NumberUnusable(field="phone")
    return str(parsed.e164)
