"""Open data: what is public, as files that anybody may use, streamed as they are asked for."""
