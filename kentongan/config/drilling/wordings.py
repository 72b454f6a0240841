"""What people write in a flood, put together from a story's words. Nobody ever wrote it."""

import random

from kentongan.config.drilling.events import SMS
from kentongan.config.drilling.story import Story

SHORT = {"sudah": "udh", "yang": "yg", "tidak": "ga", "rumah": "rmh", "banyak": "bnyk"}
FIRST = ("Siti", "Budi", "Rina", "Agus", "Dewi", "Hendra", "Maya", "Joko", "Lilis", "Wawan")


def worded(story: Story, depth: str, place: str, *, chance: random.Random, channel: str) -> str:
    """Return a sentence or two about water of a depth.

    :param place: the kelurahan's name; empty where the place is told otherwise
    """
    words = story.words
    text = chance.choice(words["told"]).format(depth=depth)
    if place:
        text = f"{text} {chance.choice(words['where']).format(place=place)}"
    if chance.random() < 0.4:
        text = f"{chance.choice(words['greeting'])} {text}"
    if chance.random() < 0.5:
        text = f"{text}, {chance.choice(words['wish'])}"
    return _hurried(text, chance) if channel == SMS or chance.random() < 0.4 else text


def name_of(chance: random.Random) -> str:
    """Return what somebody who does not exist calls themselves."""
    return f"{chance.choice(FIRST)} {chance.choice('ABDHKMNRSTW')}. (latihan)"


def _hurried(text: str, chance: random.Random) -> str:
    """The same as it is typed with wet hands."""
    said = [SHORT.get(word, word) if chance.random() < 0.7 else word for word in text.split()]
    return " ".join(said).lower()
