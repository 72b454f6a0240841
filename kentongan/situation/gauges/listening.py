"""Listening to a broker for as long as we live: nothing is acknowledged before it is kept.

The session is persistent and every message comes at least once (QoS 1): what is published while
we or the broker are away is sent to us afterwards, and what comes twice is one row. A line that
breaks is taken up again after a pause that grows.
"""

import logging
from collections.abc import Callable
from threading import Event
from typing import Any

from django.db import Error
from paho.mqtt import client as mqtt
from paho.mqtt.enums import CallbackAPIVersion

from kentongan.situation.gauges.addressing import Broker
from kentongan.situation.gauges.securing import UNMET, explained, secured

FIRST_PAUSE, LONGEST_PAUSE = 1.0, 300.0
"""Seconds between two tries to reach the broker; each pause is twice the one before."""
KEEPALIVE = 30
QOS = 1
log = logging.getLogger("kentongan.gauges")


class Dropped(Exception):
    """The line broke; the text says why."""


class Listener:
    """One line to a broker.

    :param hear: keeps a message (topic, payload, whether retained); raises if it could not
    :param silent: is told why the broker cannot be heard, at every failed try
    """

    def __init__(
        self, broker: Broker, hear: Callable[[str, bytes, bool], None],
        silent: Callable[[str], None],
    ) -> None:  # fmt: skip
        self.broker, self._hear, self._silent = broker, hear, silent
        self._stopped, self._pause = Event(), FIRST_PAUSE
        self._refused, self._is_met = "", False
        self.is_listening = Event()

    def run(self) -> None:
        """Listen until stopped."""
        while not self._stopped.is_set():
            try:
                self._listen()
            except (OSError, Error, Dropped, ValueError) as fault:
                self.is_listening.clear()
                why = explained(fault)
                log.warning("%s: %s", self.broker.name, why)
                self._tell(why)
                self._stopped.wait(self._pause)
                self._pause = min(2 * self._pause, LONGEST_PAUSE)

    def stop(self) -> None:
        """Hang up soon; the broker keeps what comes for us."""
        self._stopped.set()

    def _listen(self) -> None:
        line, self._refused, self._is_met = self._line(), "", False
        try:
            line.connect(self.broker.host, self.broker.port, KEEPALIVE)
            while not self._stopped.is_set():
                if code := line.loop(timeout=0.5):
                    raise Dropped(self._refused or self._dropped(code))
        finally:
            line.disconnect()

    def _dropped(self, code: int) -> str:
        """Why a line broke: under TLS 1.3 a certificate is refused by hanging up."""
        if self.broker.is_secure and not self._is_met:
            return UNMET
        return mqtt.error_string(code)

    def _line(self) -> mqtt.Client:
        version = CallbackAPIVersion.VERSION2
        line = mqtt.Client(
            version, self.broker.name, clean_session=False, protocol=mqtt.MQTTv311,
            reconnect_on_failure=False, manual_ack=True,
        )  # fmt: skip
        if self.broker.is_secure:
            line.tls_set_context(secured(self.broker.papers))
        if self.broker.user:
            line.username_pw_set(self.broker.user, self.broker.password)
        line.connect_timeout = 10.0
        line.on_connect = self._connected
        line.on_message = self._message
        line.on_subscribe = self._subscribed
        return line

    def _connected(self, line: mqtt.Client, _: Any, flags: Any, reason: Any, more: Any) -> None:
        self._is_met = True
        if reason.is_failure:
            self._refused = f"the broker refuses us: {reason}"
            return
        line.subscribe([(topic, QOS) for topic in self.broker.topics])

    def _subscribed(self, line: mqtt.Client, _: Any, mid: int, reasons: Any, more: Any) -> None:
        if any(reason.is_failure for reason in reasons):
            raise Dropped("the broker does not let us hear all of the topics")
        self._pause = FIRST_PAUSE
        self.is_listening.set()

    def _message(self, line: mqtt.Client, _: Any, message: mqtt.MQTTMessage) -> None:
        self._hear(message.topic, bytes(message.payload), message.retain)
        line.ack(message.mid, message.qos)

    def _tell(self, why: str) -> None:
        try:
            self._silent(why)
        except Error:  # the database is away as well: it is told at the next try
            log.exception("%s: nobody could be told", self.broker.name)
