from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("casework", "0004_shields")]

    operations = [
        migrations.RemoveIndex(model_name="proof", name="proofs_similar"),
        *(
            migrations.AddIndex(
                model_name="proof",
                index=models.Index(
                    models.F("likeness").bitrightshift(16 * band).bitand(65535),
                    condition=models.Q(likeness__isnull=False),
                    name=f"proof_band_{band}",
                ),
            )
            for band in range(4)
        ),
    ]
