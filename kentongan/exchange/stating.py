"""How a matter stands, in the words of SP4N-LAPOR's pages: Belum, Proses, Selesai, Ditolak."""

from datetime import datetime

from kentongan.casework.models import Answer, Case, Claim, Disposition, Stage

Outcome = Disposition.Outcome
NOT_YET, UNDER_WAY, DONE, REFUSED = "Belum", "Proses", "Selesai", "Ditolak"


def state_word(case: Case) -> str:
    """Return the state; a claim that nobody has confirmed yet is still under way."""
    if case.closed_at is None:
        return NOT_YET if case.stage == Stage.RECEIVED else UNDER_WAY
    is_done = case.outcome in {Outcome.CONFIRMED, Outcome.UNOPPOSED, Outcome.JOINED}
    return DONE if is_done else REFUSED


def told_of(case: Case) -> str:
    """Return what tells one state from another: the stage, the end, and the last answer."""
    last = _last(case)
    return f"{case.stage}:{case.outcome}:{type(last).__name__}:{last.pk if last else 0}"


def state_of(case: Case) -> tuple[str, datetime]:
    """Return the last words to the reporter, and since when it stands so."""
    last = _last(case)
    return (last.text, last.at) if last else ("", case.opened_at)


def _last(case: Case) -> Answer | Claim | Disposition | None:
    found = [
        each
        for rows in (case.answers, case.claims, case.dispositions.exclude(text=""))
        if (each := rows.order_by("-at", "-pk").first())
    ]
    return max(found, key=lambda each: each.at, default=None)
