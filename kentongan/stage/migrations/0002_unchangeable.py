"""What was decided and what went out is written once: the database refuses to change either."""

from django.db import migrations

REFUSE = """
CREATE FUNCTION stage_history_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the history of the stage is never changed or removed'
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER stage_change_stands BEFORE UPDATE OR DELETE ON stage_stagechange
    FOR EACH ROW EXECUTE FUNCTION stage_history_stands();
CREATE TRIGGER stage_message_stands BEFORE UPDATE OR DELETE ON stage_stagemessage
    FOR EACH ROW EXECUTE FUNCTION stage_history_stands();
"""
ALLOW = """
DROP TRIGGER stage_message_stands ON stage_stagemessage;
DROP TRIGGER stage_change_stands ON stage_stagechange;
DROP FUNCTION stage_history_stands();
"""


class Migration(migrations.Migration):
    dependencies = [("stage", "0001_stages")]

    operations = [migrations.RunSQL(REFUSE, ALLOW)]
