"""A decision is written once: the database refuses to change or remove it."""

from django.db import migrations

REFUSE = """
CREATE FUNCTION command_decision_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a decision is never changed or removed'
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER command_decision_stands BEFORE UPDATE OR DELETE ON command_decision
    FOR EACH ROW EXECUTE FUNCTION command_decision_stands();
"""
ALLOW = """
DROP TRIGGER command_decision_stands ON command_decision;
DROP FUNCTION command_decision_stands();
"""


class Migration(migrations.Migration):
    dependencies = [("command", "0001_initial")]

    operations = [migrations.RunSQL(REFUSE, ALLOW)]
