"""Exchanges that do not speak the call contract: each file translates one of them, purely.

An adapter turns what an exchange says into events of the contract, and a command into what the
exchange is to be told. Wires are in `wires.py` and `websocket.py`; `listening.py` runs one forever.
"""
