"""Runs revisions on the connection that the ledger hands over."""

from alembic import context

from reassay.ledger.tables import metadata

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=metadata, render_as_batch=connection.dialect.name == "sqlite")
context.run_migrations()
