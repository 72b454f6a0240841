"""Mail as it comes: read whatever it is, cut to the new words, told from a machine's."""

from email import message_from_bytes
from email.message import EmailMessage

import pytest

from kentongan.intake.mail.bounces import notice_of
from kentongan.intake.mail.cutting import new_words
from kentongan.intake.mail.judging import is_automatic
from kentongan.intake.mail.keeping import without_enclosures
from kentongan.intake.mail.plain_text import plain
from kentongan.intake.mail.reading import Mail, parse, read

HEAD = b"From: Siti <Siti@Contoh.invalid>\r\nMessage-ID: <a1@contoh.invalid>\r\n"


def reading(raw: bytes) -> Mail:
    return read(raw, parse(raw))


def test_a_plain_mail_says_who_what_and_when() -> None:
    mail = reading(
        HEAD + b"Subject: =?utf-8?B?TGFtcHUgcGFkYW0g8J+Smg==?=\r\n"
        b"Date: Fri, 13 Mar 2026 09:00:00 +0700\r\n\r\nDi depan pasar.\r\n"
    )
    assert (mail.sender, mail.sender_name) == ("siti@contoh.invalid", "Siti")
    assert mail.message_id == "a1@contoh.invalid"
    assert mail.text == "Lampu padam 💚\n\nDi depan pasar."
    assert mail.sent_at is not None
    assert mail.sent_at.isoformat() == "2026-03-13T09:00:00+07:00"


def test_an_answer_names_what_it_answers_and_drops_its_subject() -> None:
    mail = reading(
        HEAD + b"In-Reply-To: <letter-2@kota>\r\nReferences: <letter-1@kota>\r\n"
        b" <letter-2@kota>\r\nSubject: Re: Laporan\r\n\r\nSudah betul, terima kasih"
    )
    assert mail.answers == ("letter-2@kota", "letter-1@kota")
    assert mail.text == "Sudah betul, terima kasih"


@pytest.mark.parametrize(
    ("head", "body", "words"),
    [
        ("text/plain; charset=utf-8", "selokan – mampet".encode(), "selokan – mampet"),
        ("text/plain; charset=windows-1252", b"selokan \x96 mampet", "selokan – mampet"),
        ("text/plain", b"selokan \x96 mampet", "selokan – mampet"),
        ("text/plain; charset=no-such-thing", b"caf\xc3\xa9", "café"),
        ("text/plain; charset=\xff\xfe", b"halo", "halo"),
        ("text/plain; charset=utf-16", b"\xff\xfeh\x00i\x00", "hi"),
        ("nonsense", b"halo", "halo"),
    ],
)
def test_wrong_and_absent_encodings_are_read_all_the_same(
    head: str, body: bytes, words: str
) -> None:
    raw = HEAD + b"Content-Type: " + head.encode("latin-1") + b"\r\n\r\n" + body
    assert reading(raw).words == words


def test_a_mail_of_html_alone_becomes_words() -> None:
    html = (
        "<html><head><style>p{color:red}</style></head><body><p>Lampu&nbsp;padam <b>lagi</b></p>"
        "<script>alert(1)</script><div>Jl. Melati 3<br>RT 02</div>"
        '<div class="gmail_quote">Pada Jumat menulis:<blockquote>lama</blockquote></div></body>'
    )
    raw = HEAD + b"Content-Type: text/html\r\n\r\n" + html.encode()
    assert reading(raw).words == "Lampu padam lagi\n\nJl. Melati 3\nRT 02"


def test_what_is_kept_of_a_mail_is_a_mail_of_the_same_words() -> None:
    made = EmailMessage()
    made["From"], made["Subject"] = "Siti <siti@contoh.invalid>", "Lampu"
    made.set_content("Lampu padam – lagi\n\n> lama", cte="base64")
    made.add_alternative("<p>Lampu <b>padam</b></p>", subtype="html", cte="quoted-printable")
    made.add_attachment(b"\xff\xd8" * 9000, maintype="image", subtype="jpeg", filename="a.jpg")
    raw = made.as_bytes()
    kept = without_enclosures(raw, parse(raw))
    assert reading(kept).text == reading(raw).text
    assert not reading(kept).enclosures
    assert "Lampu padam – lagi\n\n> lama".encode() in kept
    assert b"<b>padam</b>" in kept
    assert len(kept) < 2000


@pytest.mark.parametrize(
    "raw",
    [
        b"Content-Type: message/rfc822\r\n\r\nSubject: a\r\n\r\nhalo",
        b'Content-Type: multipart/mixed; boundary="\xff"\r\n\r\n--\xff\r\n\r\nhalo',
        b"Content-Type: multipart/mixed\r\n\r\n--x\r\n\r\nhalo",
        b"Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: \xff\n\n\xffhalo",
        HEAD + b"Content-Type: image/png\r\n\r\nhalo",
        b"\xff\x00",
    ],
)
def test_of_a_broken_mail_as_much_is_kept_as_can_be(raw: bytes) -> None:
    kept = without_enclosures(raw, parse(raw))
    assert kept.startswith(raw.splitlines()[0])


def test_broken_html_does_not_swallow_the_words() -> None:
    assert plain("<p>satu <b>dua <i>tiga</p> <unknown x=<<> empat").startswith("satu dua tiga")
    assert plain("<br/>" * 50_000 + "akhir").endswith("akhir")


@pytest.mark.parametrize(
    "history",
    [
        "On Fri, 13 Mar 2026 at 09:00, Kota <lapor@kota> wrote:\n> lama\n> sekali",
        "Pada Jum, 13 Mar 2026 pukul 09.00 Kota <lapor@kota>\nmenulis:\n> lama",
        "-----Original Message-----\nFrom: Kota\nlama",
        "________________________________\nDari: Kota\nDikirim: Jumat\nlama",
        "From: Kota <lapor@kota>\nSent: Friday\nTo: Siti\nSubject: Laporan\n\nlama",
        "*Dari:* Kota\n*Dikirim:* Jumat\n*Kepada:* Siti\n\nlama",
        "-- \nSiti Aminah\nlama",
        "Dikirim dari iPhone saya",
        "Get Outlook for Android",
    ],
)
def test_quoted_history_and_signatures_are_cut(history: str) -> None:
    assert new_words(f"Sudah menyala.\n\n{history}") == "Sudah menyala."


def test_an_answer_below_what_it_quotes_is_kept() -> None:
    text = "On Friday, Kota wrote:\n> Di mana tepatnya?\nDi depan pasar.\n> Sejak kapan?\nSenin."
    assert new_words(text) == "Di depan pasar.\nSenin."


def test_what_is_forwarded_is_kept() -> None:
    text = "Tolong\n------ Forwarded message ------\nFrom: Pak RT\nDate: x\nSubject: y\n\nlampu"
    assert new_words(text).endswith("lampu")


@pytest.mark.parametrize(
    "line",
    [
        "Auto-Submitted: auto-replied (vacation)",
        "Precedence: bulk",
        "X-Auto-Response-Suppress: All",
        "List-Id: <warga.contoh.invalid>",
        "X-Autoreply: yes",
        "Return-Path: <>",
    ],
)
def test_what_a_machine_wrote_says_so(line: str) -> None:
    raw = HEAD + line.encode() + b"\r\n\r\nSaya sedang cuti"
    assert is_automatic(message_from_bytes(raw))


@pytest.mark.parametrize("sender", ["MAILER-DAEMON@mx", "no-reply@toko", "", "bounces+x@y"])
def test_who_cannot_be_answered_is_a_machine(sender: str) -> None:
    assert is_automatic(message_from_bytes(f"From: {sender}\r\n\r\nx".encode()))


def test_a_person_is_no_machine() -> None:
    raw = HEAD + b"Auto-Submitted: no\r\nReturn-Path: <siti@contoh.invalid>\r\n\r\nhalo"
    assert not is_automatic(message_from_bytes(raw))
    assert is_automatic(message_from_bytes(raw), envelope_from="")


def test_a_mail_in_circles_is_a_machine_s() -> None:
    assert is_automatic(message_from_bytes(HEAD + b"Received: from x\r\n" * 60 + b"\r\nhalo"))


def test_a_bounce_names_the_letter_it_is_about() -> None:
    raw = (
        b"From: MAILER-DAEMON@mx\r\nContent-Type: multipart/report; report-type=delivery-status;"
        b' boundary="b"\r\n\r\n--b\r\n\r\nSorry.\r\n--b\r\nContent-Type: message/delivery-status'
        b"\r\n\r\nReporting-MTA: dns; mx\r\n\r\nFinal-Recipient: rfc822; x@y\r\nAction: failed\r\n"
        b"Status: 5.1.1\r\nDiagnostic-Code: smtp; 550 no such user\r\n\r\n--b\r\n"
        b"Content-Type: text/rfc822-headers\r\n\r\nMessage-ID: <letter-7@kota>\r\nSubject: x\r\n"
        b"\r\n--b--\r\n"
    )
    notice = notice_of(parse(raw))
    assert notice is not None
    assert notice.message_ids == ("letter-7@kota",)
    assert (notice.action, notice.status, notice.is_final) == ("failed", "5.1.1", True)
    assert notice_of(parse(HEAD + b"\r\nhalo")) is None


def test_attachments_come_along_and_a_mail_within_is_not_entered() -> None:
    mail = EmailMessage()
    mail["From"], mail["Message-ID"] = "a@b", "<x@y>"
    mail.set_content("Lihat foto")
    mail.add_attachment(b"\xff\xd8jpeg", maintype="image", subtype="jpeg", filename="foto.jpg")
    mail.add_attachment("isi berkas", filename="catatan.txt")
    inner = EmailMessage()
    inner.set_content("Rahasia lama")
    mail.add_attachment(inner)
    found = reading(mail.as_bytes())
    assert found.words == "Lihat foto"
    assert [(each.name, each.kind) for each in found.enclosures] == [
        ("foto.jpg", "image/jpeg"),
        ("catatan.txt", "text/plain"),
    ]


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\x00\xff\xfe",
        b"From: \xff\xfe <<<@>,,\r\nDate: 99 Foo\r\nSubject: =?x?Q?\xff?=\r\n\r\n\xff",
        b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n--b\r\n",
        b"Content-Type: multipart/mixed\r\n\r\nhalo",
        b"Content-Transfer-Encoding: base64\r\n\r\n!!!!",
        b"Content-Type: message/delivery-status\r\n\r\nhalo",
        b"Subject:" + b" x" * 100_000 + b"\r\n\r\n",
        b"From: =?utf-8?q?" + b"=" * 5000 + b"?= <a@b>\r\n\r\n" + b"<" * 100_000,
    ],
)
def test_nothing_that_comes_breaks_the_reading(raw: bytes) -> None:
    mail = parse(raw)
    assert isinstance(reading(raw).text, str)
    assert is_automatic(mail) in {True, False}
    assert notice_of(mail) is None


def test_five_megabytes_of_text_are_read_in_passing() -> None:
    raw = HEAD + b"\r\n" + b"tolong lampu padam, pada malam wrote : \n" * 130_000
    assert len(reading(raw).words) > 4_000_000
