"""A real telephone network in miniature: Kamailio, rtpengine, callers, and somebody who listens."""
