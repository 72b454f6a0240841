"""Those who sign in: users, their memberships in units, and what each role may do."""
