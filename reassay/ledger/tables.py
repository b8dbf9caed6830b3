"""The columns, once. Every key is a content hash; nothing is updated or deleted.

Only ``blobs`` and the text of ``documents`` may be blanked, when a document is withdrawn; the row, its hash and the withdrawal stay.
"""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, MetaData, String, Table, Text

NAMING = {"ix": "ix_%(column_0_label)s", "fk": "fk_%(table_name)s_%(column_0_name)s", "pk": "pk_%(table_name)s"}
metadata = MetaData(naming_convention=NAMING)

blobs = Table("blobs", metadata, Column("digest", String(64), primary_key=True), Column("data", LargeBinary, nullable=False))

documents = Table(
    "documents",
    metadata,
    Column("id", String(17), primary_key=True),
    Column("name", Text, nullable=False),
    Column("digest", String(64), ForeignKey("blobs.digest"), nullable=False),
    Column("text", Text, nullable=False),
    Column("language", String(8), nullable=False),
    Column("published", String(10)),
    Column("published_rule", Text),
    Column("address", Text),
    Column("retrieved", Text),
    Column("wording", String(12), nullable=False),
    Column("media", Text, nullable=False),
    Column("title", Text),
    Column("source", Text, nullable=False),  # the Source as JSON, as it was known when read
)

claims = Table(
    "claims",
    metadata,
    Column("id", String(17), primary_key=True),
    Column("document", String(17), ForeignKey("documents.id"), nullable=False),
    Column("start", Integer, nullable=False),
    Column("metric", Text, nullable=False),
    Column("subject", Text),
    Column("subject_id", Text),
    Column("period", String(32)),
    Column("stage", String(24)),
    Column("modality", String(16), nullable=False),
    Column("notation", Text, nullable=False),
    Index("ix_claims_metric", "metric"),
    Index("ix_claims_document", "document"),
)

entries = Table(  # findings, verdicts, evidence, problems, withdrawals, reviews: one JSON value each, keyed by its hash
    "entries",
    metadata,
    Column("id", String(24), primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("about", Text),
    Column("body", Text, nullable=False),
    Index("ix_entries_kind_about", "kind", "about"),
)

RECORDS = ("claims", "entries")
