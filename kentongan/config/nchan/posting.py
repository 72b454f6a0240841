"""Posting to nchan what the journal tells of the public map: each thing once.

One process at a time holds the city's follower. What was posted before we were killed, but not
yet kept by us, nginx still knows: every telling carries its place, and we go on from the later one.
"""

from django.db import transaction

from kentongan.config.nchan.channels import Channel
from kentongan.frontdesk.live.following import read_on
from kentongan.journal.handing_on import hold, keep
from kentongan.journal.reading import Place

NAME = "nchan"


@transaction.atomic
def post_new(channel: Channel) -> bool:
    """Post what is new in the current city; returns whether there is more already.

    :raises NoChannel: if nginx is away; nothing is lost, the next round goes on
    """
    follower = hold(NAME)
    if follower is None:
        return False
    place = Place(follower.xact, follower.entry)
    reading = read_on(place)
    if reading.tellings:
        posted = channel.last()
        for telling in reading.tellings:
            if telling.place <= posted:
                continue
            if telling.hides:
                channel.forget()
            channel.tell(telling.body)
    if reading.place > place:
        keep(follower, reading.place)
    return reading.place > place and reading.is_behind
