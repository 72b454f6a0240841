"""The door for those who do the work: the way in, the queue, the case and its verbs, accounts."""
