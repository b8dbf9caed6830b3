"""First revision: blobs, documents, claims, entries; triggers that refuse a change of what is recorded; the word index."""

from alembic import op

from reassay.ledger.tables import RECORDS, metadata

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

SQLITE = "CREATE TRIGGER {name}_{act} BEFORE {verb} ON {name} BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END"
FUNCTION = (
    "CREATE FUNCTION refuse_change() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'the ledger is append-only'; END $$ LANGUAGE plpgsql"
)
POSTGRES = "CREATE TRIGGER {name}_{act} BEFORE {verb} ON {name} FOR EACH ROW EXECUTE FUNCTION refuse_change()"


def upgrade() -> None:
    """Make the tables."""
    bind = op.get_bind()
    metadata.create_all(bind)
    shape = SQLITE
    if bind.dialect.name != "sqlite":
        op.execute(FUNCTION)
        shape = POSTGRES
    for name in RECORDS:
        for act, verb in (("kept", "DELETE"), ("fixed", "UPDATE")):
            op.execute(shape.format(name=name, act=act, verb=verb))
    if bind.dialect.name == "sqlite":
        op.execute("CREATE TABLE words_of (rowid INTEGER PRIMARY KEY, claim TEXT NOT NULL UNIQUE)")
        op.execute("CREATE VIRTUAL TABLE words USING fts5(body, content='', tokenize=\"unicode61 remove_diacritics 0\")")


def downgrade() -> None:
    """A ledger is never taken back."""
    raise RuntimeError("the ledger is append-only")
