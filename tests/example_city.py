"""A small invented city: four kelurahan in a two-by-two square near the equator of nowhere.

Its code 99.71 belongs to no province, so that nothing of it can be mistaken for a real place.
"""

from dataclasses import replace
from datetime import date, time

from kentongan.cities.packs.facts import (
    CityFacts,
    DayFacts,
    DemoFacts,
    DemoPlaceFacts,
    DemoUserFacts,
    EmergencyNumberFacts,
    GroupFacts,
    JurisdictionFacts,
    OfficeHoursFacts,
    OptionFacts,
    PackFacts,
    PromiseFacts,
    QuestionFacts,
    RouteFacts,
    ServiceTypeFacts,
    UnitFacts,
)

SOURCE = "SP4N-LAPOR practice"
SIDE = 0.02
"""Degrees between the centres of neighbouring kelurahan, about 2.2 km."""


def both(indonesian: str, english: str) -> dict[str, str]:
    return {"id": indonesian, "en": english}


def promise(binds: str, amount: int, unit: str = "working_days") -> PromiseFacts:
    return PromiseFacts(binds, amount, unit, SOURCE, date(2018, 1, 1))  # type: ignore[arg-type]


WORKING_DAYS = (promise("verify", 3), promise("act", 5))
GENERAL = (promise("reply", 10),)
HOURS = (promise("verify", 1, "hours"), promise("act", 24, "hours"))

CITY = CityFacts(
    code="99.71",
    slug="contoh",
    name="Kota Contoh",
    short="KC",
    province="Provinsi Contoh",
    zone="Asia/Jakarta",
    languages=("id", "en"),
    lat=-6.2,
    lon=106.62,
    office_hours=(
        *(OfficeHoursFacts(weekday, time(7, 30), time(16)) for weekday in range(4)),
        OfficeHoursFacts(4, time(7, 30), time(15, 30)),
    ),
    emergency_numbers=(EmergencyNumberFacts(both("Darurat", "Emergency"), "112"),),
    contact={"address": "Jalan Contoh 1", "phone": "021-000000"},
)

PLACES = (
    JurisdictionFacts("99.71", "city", None, "Kota Contoh", -6.2, 106.62),
    JurisdictionFacts("99.71.01", "kecamatan", "99.71", "Utara", -6.19, 106.62),
    JurisdictionFacts("99.71.02", "kecamatan", "99.71", "Selatan", -6.21, 106.62),
    JurisdictionFacts("99.71.01.1001", "kelurahan", "99.71.01", "Mawar", -6.19, 106.61),
    JurisdictionFacts("99.71.01.1002", "kelurahan", "99.71.01", "Melati", -6.19, 106.63),
    JurisdictionFacts("99.71.02.1001", "kelurahan", "99.71.02", "Kenanga", -6.21, 106.61),
    JurisdictionFacts("99.71.02.1002", "kelurahan", "99.71.02", "Dahlia", -6.21, 106.63),
)

UNITS = (
    UnitFacts("walikota", both("Wali Kota", "Mayor"), "mayor"),
    UnitFacts("setda", both("Sekretariat Daerah", "Secretariat"), "secretariat", "walikota"),
    UnitFacts("dishub", both("Dinas Perhubungan", "Transport Agency"), "dinas", "setda"),
    UnitFacts("pupr", both("Dinas PUPR", "Public Works Agency"), "dinas", "setda"),
    UnitFacts("inspektorat", both("Inspektorat", "Inspectorate"), "inspectorate", "walikota"),
    *(
        UnitFacts(
            place.code,
            both(f"Kecamatan {place.name}", f"{place.name} District"),
            "kecamatan",
            "setda",
            place.code,
        )
        for place in PLACES
        if place.level == "kecamatan"
    ),
    *(
        UnitFacts(
            place.code,
            both(f"Kelurahan {place.name}", f"{place.name} Ward"),
            "kelurahan",
            place.parent,
            place.code,
        )
        for place in PLACES
        if place.level == "kelurahan"
    ),
)

LAMP_QUESTIONS = (
    QuestionFacts(
        "jumlah",
        both("Berapa lampu yang padam?", "How many lamps are out?"),
        "singlevaluelist",
        options=(
            OptionFacts("satu", both("Satu", "One")),
            OptionFacts("banyak", both("Lebih dari satu", "More than one")),
        ),
    ),
    QuestionFacts("tiang", both("Nomor tiang", "Pole number"), "string"),
)

SERVICE_TYPES = (
    ServiceTypeFacts(
        code="PJU-01",
        name=both("Lampu jalan padam", "Street lamp out"),
        description=both("Penerangan jalan umum mati.", "Public lighting is out."),
        group="jalan",
        keywords=("lampu", "pju", "padam", "gelap", "mati lampu jalan", "penerangan"),
        route=RouteFacts(unit="dishub"),
        promised=WORKING_DAYS,
        questions=LAMP_QUESTIONS,
    ),
    ServiceTypeFacts(
        code="BJR-01",
        name=both("Banjir", "Flood"),
        description=both("Air masuk jalan atau rumah.", "Water in streets or houses."),
        group="jalan",
        keywords=("banjir", "air masuk", "tergenang", "genangan", "luapan", "meluap"),
        route=RouteFacts(unit="pupr"),
        promised=HOURS,
        emergency=True,
        hint=both("Bila nyawa terancam, hubungi 112.", "If a life is in danger, call 112."),
    ),
    ServiceTypeFacts(
        code="KTP-01",
        name=both("KTP dan KK", "Identity card"),
        description=both("Urusan kependudukan.", "Population documents."),
        group="warga",
        keywords=("ktp", "kk", "kartu keluarga", "akta", "dukcapil", "rekam"),
        route=RouteFacts(level="kelurahan"),
        promised=WORKING_DAYS,
        private=True,
    ),
    ServiceTypeFacts(
        code="SPH-01",
        name=both("Sampah menumpuk", "Rubbish piling up"),
        description=both("Sampah tidak diangkut.", "Rubbish not collected."),
        group="warga",
        keywords=("sampah", "bau", "menumpuk", "tong", "diangkut", "tps"),
        route=RouteFacts(level="kecamatan"),
        promised=WORKING_DAYS,
        questions=(
            QuestionFacts("hari", both("Sudah berapa hari?", "For how many days?"), "number", True),
        ),
    ),
)

PACK = PackFacts(
    city=CITY,
    jurisdictions=PLACES,
    units=UNITS,
    governing=(),
    groups=(
        GroupFacts("jalan", both("Jalan dan air", "Streets and water")),
        GroupFacts("warga", both("Urusan warga", "Residents' matters")),
    ),
    service_types=SERVICE_TYPES,
    promised={"general": GENERAL},
    days=(DayFacts(date(2026, 2, 2), both("Hari Jadi Kota", "City anniversary"), "invented"),),
    demo=DemoFacts(places=(DemoPlaceFacts("Pasar Contoh", "99.71.01.1001", -6.188, 106.612),)),
)

CAST = (
    DemoUserFacts("alice", "Alice Gerbang", "operator", "setda"),
    DemoUserFacts("bob", "Bob Lampu", "officer", "dishub"),
    DemoUserFacts("charlie", "Charlie Air", "officer", "pupr"),
    DemoUserFacts("lurah", "Lurah Mawar", "head", "99.71.01.1001"),
    DemoUserFacts("wali", "Wali Kota", "leader", "walikota"),
    DemoUserFacts("admin", "Admin", "administrator", "setda"),
)
PACK = replace(PACK, demo=replace(PACK.demo, users=CAST))
NEIGHBOUR = replace(
    PACK,
    city=replace(
        PACK.city, code="99.72", slug="tetangga", name="Kota Tetangga", short="KT", lon=107.62
    ),
    jurisdictions=tuple(
        replace(
            place,
            code=place.code.replace("99.71", "99.72"),
            parent=place.parent.replace("99.71", "99.72") if place.parent else None,
            name="Kota Tetangga" if place.level == "city" else place.name,
            lon=place.lon + 1,
        )
        for place in PLACES
    ),
    units=tuple(
        replace(
            unit,
            code=unit.code.replace("99.71", "99.72"),
            reports_to=unit.reports_to.replace("99.71", "99.72") if unit.reports_to else None,
            jurisdiction=unit.jurisdiction.replace("99.71", "99.72") if unit.jurisdiction else None,
        )
        for unit in UNITS
    ),
    demo=DemoFacts(
        users=tuple(replace(one, unit=one.unit.replace("99.71", "99.72")) for one in CAST)
    ),
)
