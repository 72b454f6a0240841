"""The only place that knows every room: settings, addresses, middleware and commands."""
