"""The telephone at the desk: the operator's screen and the supervisor's."""
