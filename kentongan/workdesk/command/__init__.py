"""Directives at the desk: what comes to me, what I asked for, one of them as a tree, its sheet."""
