"""A mouth and an ear at the end of a line: speaks one tone by RTP, hears which tones come back."""

import math
import socket
import struct
import threading
import time
from typing import Self

RATE = 8000
SAMPLES = 160
"""Twenty milliseconds, as every telephone sends them."""
HEADER = struct.Struct("!BBHII")


class Ear:
    """One end of the media, in a `with`; µ-law, as every telephone understands."""

    def __init__(self, tone: float) -> None:
        self.heard: list[int] = []
        self._tone = tone
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind(("127.0.0.1", 0))
        self._socket.settimeout(SAMPLES / RATE)
        self._them: tuple[str, int] | None = None
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._talk, daemon=True)

    @property
    def port(self) -> int:
        return int(self._socket.getsockname()[1])

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join(5)
        self._socket.close()

    def speak_to(self, port: int) -> None:
        """Speak first, as one does who has been told where the other listens."""
        self._them = ("127.0.0.1", port)

    def hears(self, tone: float) -> bool:
        """Whether the last second that came holds this tone, clearly above everything else."""
        last = self.heard[-RATE:]
        if len(last) < RATE // 2:
            return False
        whole = sum(sample * sample for sample in last) / len(last)
        return whole > 0 and _power(last, tone) > whole / 4

    def _talk(self) -> None:
        """Hear what comes, and say a packet every twenty milliseconds to where it came from."""
        number = 0
        due = time.monotonic()
        while not self._over.is_set():
            try:
                packet, self._them = self._socket.recvfrom(2048)
                self.heard += [UNLAW[byte] for byte in packet[HEADER.size :]]
            except TimeoutError:
                pass
            if self._them is not None and time.monotonic() >= due:
                self._socket.sendto(self._packet(number), self._them)
                number += 1
                due = max(due + SAMPLES / RATE, time.monotonic() - 1)

    def _packet(self, number: int) -> bytes:
        at = number * SAMPLES
        header = HEADER.pack(0x80, 0, number & 0xFFFF, at & 0xFFFFFFFF, 0xC0FFEE)
        turn = math.tau * self._tone / RATE
        return header + bytes(_law(8000 * math.sin(turn * (at + n))) for n in range(SAMPLES))


def _power(samples: list[int], tone: float) -> float:
    """Return the mean power at one frequency (a single bin of a Fourier transform)."""
    turn = math.tau * tone / RATE
    real = sum(each * math.cos(turn * n) for n, each in enumerate(samples))
    imaginary = sum(each * math.sin(turn * n) for n, each in enumerate(samples))
    return 2 * (real**2 + imaginary**2) / len(samples) ** 2


def _unlaw(byte: int) -> int:
    """Return the sample of one byte of µ-law (ITU-T G.711)."""
    turned = ~byte & 0xFF
    exponent, mantissa = turned >> 4 & 7, turned & 15
    size = (((mantissa << 3) + 0x84) << exponent) - 0x84
    return -size if turned & 0x80 else size


def _law(sample: float) -> int:
    """Return the byte of µ-law nearest to a sample."""
    sign, size = (0x80, -sample) if sample < 0 else (0, sample)
    biased = min(int(size) + 0x84, 0x7FFF)
    exponent = max(biased.bit_length() - 8, 0)
    return ~(sign | exponent << 4 | biased >> (exponent + 3) & 15) & 0xFF


UNLAW = [_unlaw(byte) for byte in range(256)]
