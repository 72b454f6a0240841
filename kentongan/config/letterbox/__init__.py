"""The letterbox: how mail comes in, handed over by a mail server or fetched from a mailbox."""
