-- Rows of `view` whose words are not in `view_words` yet: what comes many at a time (a first pull, a new derivation) is made searchable
-- a little later, in idle moments, because finding out its words costs more than all else that is done with it.
CREATE TABLE words_later (n INTEGER PRIMARY KEY) STRICT;
