"""One port for everything: pages run in threads, streams live on the event loop."""
