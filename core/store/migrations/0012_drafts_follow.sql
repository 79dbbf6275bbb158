-- Drafts follow their author (PROTOCOL.md, "Drafts"): which record is the copy of which draft, and what both agreed on last.

CREATE TABLE draft_copy (
    draft_id BLOB PRIMARY KEY,
    copy_id BLOB NOT NULL UNIQUE,
    agreed BLOB NOT NULL,
    over TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
