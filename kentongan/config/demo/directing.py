"""Directives at play: one on its way down and up again, one late, one that climbed, a decision."""

from datetime import datetime, timedelta

from kentongan.command.asking import Asked, ask
from kentongan.command.climbing import climb_directives
from kentongan.command.deciding import Ruling, decide
from kentongan.command.issuing import issue
from kentongan.command.judging import accept
from kentongan.command.models import Charge, Directive, Question
from kentongan.command.orders import Order
from kentongan.command.reporting import report
from kentongan.command.units import below, people_of
from kentongan.command.working import begin, receive
from kentongan.people.models import Membership, Role, User
from kentongan.places.models import Unit

DAY = timedelta(days=1)
AGENCIES = frozenset({"agency", "dinas"})
"""What packs call those that do the work."""


def direct(*, at: datetime) -> None:
    """Let the mayor have asked for something; nothing where there is no mayor, or it was done."""
    seat = (
        Membership.objects.filter(role=Role.LEADER, unit__kind="mayor")
        .select_related("user", "unit")
        .first()
    )
    if seat is None or Directive.objects.exists():
        return
    mayor, under = seat.user, below(seat.unit)
    districts = [unit for unit in under if unit.kind == "kecamatan" and people_of(unit.pk)]
    agencies = [unit for unit in under if unit.kind in AGENCIES and people_of(unit.pk)]
    if len(districts) < 2 or not agencies:
        return
    top = _down_and_up(mayor, districts[0], at)
    words = "Laporkan titik genangan yang selalu berulang dan rencana penanganannya."
    late = Order(words, (districts[1].pk,), at - DAY, "urgent")
    issue(late, by=mayor, at=at - 5 * DAY)
    _climbed(top, late_at=at - 1.25 * DAY, until=at)
    _decided(mayor, districts[0], agencies[0], at)


def _down_and_up(mayor: User, district: Unit, at: datetime) -> Charge:
    """From the mayor to a camat to two lurah; one has answered, the other is at it."""
    words = "Pastikan saluran di sekitar pasar dibersihkan sebelum akhir pekan."
    top = _issue(Order(words, (district.pk,), at + 3 * DAY), mayor, at - 3 * DAY)
    camat = people_of(district.pk)[0]
    receive(top, by=camat, at=at - 3 * DAY + timedelta(hours=1))
    wards = [unit for unit in below(district) if people_of(unit.pk)][:2]
    for number, ward in enumerate(wards):
        told = Order("Kerja bakti saluran pasar, kirim foto.", (ward.pk,), at + 2 * DAY, parent=top)
        part = _issue(told, camat, at - 2 * DAY)
        lurah = people_of(ward.pk)[0]
        receive(part, by=lurah, at=at - 2 * DAY + timedelta(hours=2))
        begin(part, "Dijadwalkan besok pagi bersama warga.", by=lurah, at=at - DAY)
        if number == 0:
            report(part, "Saluran 120 meter sudah bersih.", by=lurah, at=at - DAY / 2)
            accept(part, "Terima kasih.", by=camat, at=at - DAY / 4)
    return top


def _climbed(top: Charge, *, late_at: datetime, until: datetime) -> None:
    """A part that nobody did went up to the camat, and after a day to the mayor."""
    wards = [unit for unit in below(top.unit) if people_of(unit.pk)]
    camat = people_of(top.unit_id)[0]
    words = "Catat tutup saluran yang hilang di sekitar pasar."
    _issue(Order(words, (wards[-1].pk,), late_at, parent=top), camat, late_at - DAY / 2)
    while late_at <= until:
        climb_directives(at=late_at)
        late_at += DAY / 4


def _decided(mayor: User, district: Unit, agency: Unit, at: datetime) -> None:
    """A question that was decided, the directive that follows, and one that still waits."""
    camat = people_of(district.pk)[0]
    pump = Asked(
        "Pompa bergerak dikirim ke mana lebih dulu?",
        ("Jalan utama", "Permukiman di tepi kali"),
        "Pompa menunggu di gudang.",
    )
    asked: Question = ask(pump, by=camat, at=at - 2 * DAY)
    why, known = "Warga lebih dulu daripada lalu lintas.", {"at": (at - DAY).isoformat()}
    ruling = Ruling("Permukiman di tepi kali", why, {**known, "numbers": {}}, question=asked)
    made = decide(ruling, by=mayor, at=at - DAY)
    follow = Order("Kirim pompa ke permukiman di tepi kali.", (agency.pk,), at + DAY, decision=made)
    issue(follow, by=mayor, at=at - DAY)
    night = Asked(
        "Bolehkah pasar malam dipindah selama perbaikan jalan?",
        ("Pindah ke lapangan", "Tetap di tempat, dijaga petugas"),
        "Perbaikan jalan tidak dapat dimulai.",
        at + 2 * DAY,
    )
    ask(night, by=people_of(agency.pk)[0], at=at - DAY / 2)


def _issue(order: Order, by: User, at: datetime) -> Charge:
    made = issue(order, by=by, at=at)
    return Charge.objects.select_related("directive").get(directive=made)
