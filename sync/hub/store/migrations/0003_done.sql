-- What is done once over everything a database held when this program first met it, by name: no later start looks again.

CREATE TABLE done (what TEXT NOT NULL, PRIMARY KEY (what)) STRICT, WITHOUT ROWID;
