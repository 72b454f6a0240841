from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('casework', '0015_helped'),
    ]

    operations = [
        migrations.AddField(
            model_name='addition',
            name='is_another',
            field=models.BooleanField(default=False, help_text='said by somebody else who knows the code'),
        ),
    ]
