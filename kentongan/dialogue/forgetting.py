"""Forgetting threads: of who was erased at their wish, and of those that have rested long.

Erasing is an act of a room below, which cannot know of threads; its entry in the journal says whose
are to go. What has gone is not found again, so it may be broken off anywhere.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from kentongan.dialogue.drafts import Draft
from kentongan.dialogue.models import Conversation, Reply
from kentongan.intake import photo_files
from kentongan.intake.forgetting_messages import forget_what_was_written, forget_who_wrote
from kentongan.intake.messages import InboundMessage
from kentongan.intake.needing import needed
from kentongan.journal.models import Entry

ERASED = "reporter.erased"
MOST = 100


@transaction.atomic
def forget_erased(*, at: datetime) -> int:
    """Blank the threads of reporters who were erased; what they wrote only if their words went."""
    erased = Entry.objects.filter(
        about="request", about_id=OuterRef("service_request"), kind=ERASED
    )
    gone = Conversation.objects.filter(service_request__reporter=None).exclude(address="")
    theirs = gone.filter(Exists(erased), service_request__isnull=False)
    threads = list(theirs.select_related("service_request").order_by("pk")[:MOST])
    for thread in threads:
        told = thread.service_request
        forget(thread, words_too=told is not None and told.erased_at is not None, at=at)
    return len(threads)


def forget_rested(before: datetime, at: datetime, limit: int) -> int:
    """Blank threads without a word since a moment; how many (a step of `apply_rule`)."""
    rested = Conversation.objects.filter(last_at__lt=before).exclude(address="")
    threads = list(rested.select_for_update(skip_locked=True).order_by("pk")[:limit])
    for thread in threads:
        forget(thread, words_too=True, at=at)
    return len(threads)


def forget(thread: Conversation, *, words_too: bool, at: datetime) -> Conversation:
    """Blank a thread and what was written in it, within the caller's transaction."""
    messages, draft = messages_of(thread), Draft.of(thread.draft)
    if words_too:
        forget_what_was_written(messages, at=at)
        Reply.objects.filter(conversation=thread).update(text="")
        thread.draft = {}
    forget_who_wrote(messages)
    thread.address, thread.ended_at = "", thread.ended_at or at
    thread.save()
    if words_too:
        _forget_photos(draft)
    return thread


def messages_of(thread: Conversation) -> QuerySet[InboundMessage]:
    """Return what was written in a thread, worked or not."""
    began = thread.began_at  # its first message came before anybody worked it
    since = Q(received_at__gte=began) | Q(worked_at__gte=began) | Q(set_aside_at__gte=began)
    theirs = Q(channel=thread.channel, sender=thread.address) & since
    if thread.ended_at:
        theirs &= Q(received_at__lte=thread.ended_at)
    return InboundMessage.objects.filter(theirs)


def _forget_photos(draft: Draft) -> None:
    """Remove the files of photos of which no report came; another may have sent the same."""
    digests = {photo["digest"] for photo in draft.photos}
    for digest in digests - (needed(digests) if digests else set()):
        photo_files.remove(photo_files.kept(digest), photo_files.kept(digest, small=True))
