"""The telephone: a PBX tells of calls, which are folded into one state and answered at a desk."""
