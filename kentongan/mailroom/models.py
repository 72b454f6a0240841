"""A letter: who is written to about which entry, and what has become of it.

It holds no address and no words. Both are looked up when it is sent, so that whoever is erased
is written to no more. What is left to forget is what a provider calls it, and what it said.
"""

from functools import reduce
from operator import or_

from django.db import models
from django.db.models import Q

from kentongan.casework.models import Invitation
from kentongan.council.models import Matter
from kentongan.dialogue.models import Conversation, Reply
from kentongan.intake.models import ServiceRequest
from kentongan.journal.models import Entry
from kentongan.mailroom.bookmarks import Bookmark
from kentongan.mailroom.piles import Pile
from kentongan.mailroom.reasons import Reason
from kentongan.mailroom.style import Channel, Style
from kentongan.people.models import User

__all__ = ["Bookmark", "Channel", "Letter", "Reason", "Style"]


READERS = ("service_request", "invitation", "user", "reply", "matter")


def _one_stands(*fields: str) -> Q:
    """Exactly one of them is not null."""
    only = (Q(**{f"{each}__isnull": each != one for each in fields}) for one in fields)
    return reduce(or_, only)


class Letter(models.Model):
    """One entry told to one reporter, one party, one user or whoever brought a matter to a council
    group, on one channel; or a reply of ours in a conversation. A `listener` is told what the
    reporter is, in a conversation of their own.

    While `next_try_at` stands it is still to be sent. Whoever takes a letter moves that moment
    on before anything goes over the wire: should they die, it comes up again by itself.
    `attempts` counts the tries. `unsure` counts those whose fate nobody knows, because the sender
    died or the line broke: so often the receiver may have it again, under the same `message_id`.
    What waits for one user goes along in one letter: the others are `part_of` it.
    """

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="+", db_index=False)
    service_request = models.ForeignKey(
        ServiceRequest, models.PROTECT, null=True, related_name="letters"
    )
    invitation = models.ForeignKey(Invitation, models.PROTECT, null=True, related_name="letters")
    user = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", db_index=False)
    reply = models.ForeignKey(Reply, models.PROTECT, null=True, related_name="letters")
    matter = models.ForeignKey(Matter, models.PROTECT, null=True, related_name="letters")
    listener = models.ForeignKey(
        Conversation, models.PROTECT, null=True, related_name="+", db_index=False
    )
    part_of = models.ForeignKey("self", models.PROTECT, null=True, related_name="parts")
    channel = models.CharField(max_length=8, choices=Channel.choices)
    kind = models.CharField(max_length=60, help_text="the entry's")
    language = models.CharField(max_length=5)
    written_at = models.DateTimeField()
    next_try_at = models.DateTimeField(null=True)
    may_wake = models.BooleanField(default=False, help_text="goes out in quiet hours too")
    taken_at = models.DateTimeField(null=True, help_text="while somebody is at it")
    attempts = models.PositiveSmallIntegerField(default=0)
    unsure = models.PositiveSmallIntegerField(default=0)
    message_id = models.CharField(max_length=300, blank=True, help_text="the same with every try")
    provider_id = models.CharField(max_length=200, blank=True, help_text="what a provider calls it")
    sent_at = models.DateTimeField(null=True)
    delivered_at = models.DateTimeField(null=True, help_text="the provider's word for it")
    read_at = models.DateTimeField(null=True)
    bounced_at = models.DateTimeField(null=True, help_text="nobody can be reached there")
    bounced_on = models.JSONField(default=list, help_text="channels from which it came back")
    failed_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_because = models.CharField(max_length=16, choices=Reason.choices, blank=True)
    is_forgotten = models.BooleanField(default=False, help_text="its reader was erased")
    last_error = models.CharField(max_length=300, blank=True, help_text="without the address")

    objects = Pile.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "service_request", "channel"],
                condition=Q(listener=None),
                name="nothing_is_written_twice",
            ),
            models.UniqueConstraint(fields=["entry", "listener"], name="no_listener_is_told_twice"),
            models.UniqueConstraint(
                fields=["entry", "invitation", "channel"], name="no_party_is_written_to_twice"
            ),
            models.UniqueConstraint(
                fields=["entry", "user", "channel"], name="no_user_is_written_to_twice"
            ),
            models.UniqueConstraint(fields=["entry", "matter"], name="no_matter_is_told_twice"),
            models.UniqueConstraint(fields=["reply", "channel"], name="no_reply_is_sent_twice"),
            models.CheckConstraint(condition=_one_stands(*READERS), name="a_letter_is_to_one"),
            models.CheckConstraint(
                condition=_one_stands(
                    "next_try_at", "sent_at", "failed_at", "withdrawn_at", "part_of"
                ),
                name="a_letter_waits_or_has_one_end",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) ^ ~Q(withdrawn_because=""),
                name="a_withdrawal_has_a_reason",
            ),
        ]
        indexes = [
            models.Index(
                fields=["channel", "next_try_at", "id"],
                condition=Q(next_try_at__isnull=False),
                name="letters_to_send",
            ),
            models.Index(
                fields=["failed_at", "id"],
                condition=Q(failed_at__isnull=False),
                name="letters_failed",
            ),
            models.Index(
                fields=["provider_id"], condition=~Q(provider_id=""), name="letters_at_providers"
            ),
            models.Index(
                fields=["message_id"], condition=~Q(message_id=""), name="letters_by_their_key"
            ),
            models.Index(fields=["written_at"], condition=Q(unsure__gt=0), name="letters_repeated"),
            models.Index(
                fields=["user", "written_at"],
                condition=Q(user__isnull=False),
                name="letters_to_users",
            ),
            models.Index(
                fields=["withdrawn_at"],
                condition=Q(withdrawn_at__isnull=False),
                name="letters_withdrawn",
            ),
            models.Index(
                fields=["id"],
                condition=Q(is_forgotten=True) & ~Q(message_id=""),
                name="letters_to_forget",
            ),
        ]

    def __str__(self) -> str:
        return f"letter {self.pk}"
