"""The table of Django's cache in the database: limits on sign-in survive a lost Redis.

It is what `createcachetable` makes, so that an installation needs nothing but `migrate`.
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_representations")]

    operations = [
        migrations.RunSQL(
            """
            CREATE TABLE cache_entries (
                cache_key varchar(255) NOT NULL PRIMARY KEY,
                value text NOT NULL,
                expires timestamp with time zone NOT NULL
            );
            CREATE INDEX cache_entries_expires ON cache_entries (expires);
            """,
            "DROP TABLE cache_entries;",
        )
    ]
