"""The same twice from one person: a form pressed double, or sent once more over a bad line.

A form gone back to has another key, so the very same is one for a while.
"""

from datetime import timedelta

from kentongan.people.models import User

SAME_FOR = timedelta(minutes=15)
"""So long the very same from the same person is a second press of the same form."""


def wait_for_own(by: User) -> None:
    """Have two presses of one person come one after the other, until the transaction ends."""
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
