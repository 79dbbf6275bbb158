-- Accounts of the hub's own, for trials and for when the council's sign-in is down: one a person. Passwords and recovery codes are here by
-- their hashes only, and what makes the six-digit codes is sealed by a key that is not in the database.

CREATE TABLE local_account (
    person TEXT NOT NULL, password_hash TEXT NOT NULL, sealed_seed BLOB NOT NULL, recovery_hashes BLOB NOT NULL, last_step INTEGER NOT NULL,
    failures INTEGER NOT NULL, closed_until_ms INTEGER NOT NULL, made_at_ms INTEGER NOT NULL, disabled_at_ms INTEGER NOT NULL,
    PRIMARY KEY (person)) STRICT, WITHOUT ROWID;
