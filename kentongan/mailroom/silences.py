"""Kinds of entry about a report that nobody is written to about, and why not."""

from collections.abc import Mapping

SILENT: Mapping[str, str] = {
    "case.opened": "request.received has said so",
    "case.verified": "the page shows it; the promise stands as it was told",
    "case.corrected": "the page shows it; the promise is told where it moves",
    "case.forwarded": "the page shows it; whoever answers signs",
    "case.assigned": "the page shows it",
    "case.reporter_replied": "the reporter has just done it",
    "case.noted": "notes are for those at work",
    "case.audited": "the case has ended, and stays so",
    "case.voice_added": "request.received thanks the new voice; the others lose nothing",
    "case.recognised": "who left without a word left no address",
    "case.objected": "the reporter has just done it",
    "case.overseen": "a letter could tell whoever sees it that an official is accused",
    "case.referral_followed": "the page shows it; the last word is told",
    "case.narrowed": "less is shown than before; nobody has to do anything",
    "case.photo_screened": "an inner act",
    "case.party_answered": "a party's words are for those at work",
    "case.party_revoked": "the page the link leads to says so",
    "deadline.missed": "it is on the page, and goes upward in the city",
    "reporter.erased": "there is nobody left to write to",
    "request.photos_added": "the reporter has just done it",
    "request.restricted": "the reporter has just done it",
    "request.identity_seen": "the page lists who looked",
}
