"""Every row of casework, by name: the case, what hangs under it, and what was done to it."""

from kentongan.casework.acts import (
    Answer,
    Assignment,
    Correction,
    Disposition,
    Inquiry,
    Note,
    Reopening,
    Transfer,
    Verification,
)
from kentongan.casework.case import DONE, Case, Stage
from kentongan.casework.claims import Claim, Draw, Nonce, Proof, Verdict
from kentongan.casework.gates import FollowUp, Objection, Referral, Sighting
from kentongan.casework.parties import Contribution, Invitation, PartyPhoto
from kentongan.casework.rows import Deadline, Filing
from kentongan.casework.shields import IdentityLook, Narrowing, Screening, What, Widening
from kentongan.casework.stops import Escalation, Pause, Reminder
from kentongan.casework.voices import Addition, Joining, Move, Passing

__all__ = [
    "DONE",
    "Addition",
    "Answer",
    "Assignment",
    "Case",
    "Claim",
    "Contribution",
    "Correction",
    "Deadline",
    "Disposition",
    "Draw",
    "Escalation",
    "Filing",
    "FollowUp",
    "IdentityLook",
    "Inquiry",
    "Invitation",
    "Joining",
    "Move",
    "Narrowing",
    "Nonce",
    "Note",
    "Objection",
    "PartyPhoto",
    "Passing",
    "Pause",
    "Proof",
    "Referral",
    "Reminder",
    "Reopening",
    "Screening",
    "Sighting",
    "Stage",
    "Transfer",
    "Verdict",
    "Verification",
    "What",
    "Widening",
]
