from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("intake", "0002_data_rights")]

    operations = [
        migrations.AddField(
            model_name="photo",
            name="likeness",
            field=models.BigIntegerField(help_text="perceptual hash, 64 bits, signed", null=True),
        ),
        migrations.AddIndex(
            model_name="photo", index=models.Index(fields=["digest"], name="photos_alike")
        ),
        *(
            migrations.AddIndex(
                model_name="photo",
                index=models.Index(
                    models.F("likeness").bitrightshift(16 * band).bitand(65535),
                    condition=models.Q(likeness__isnull=False),
                    name=f"photo_band_{band}",
                ),
            )
            for band in range(4)
        ),
    ]
