"""Where it is kept: tables, SQL, migrations, and the embedded server."""
