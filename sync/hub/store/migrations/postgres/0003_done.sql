-- The twin of ../0003_done.sql: what is done once over everything, by name.

CREATE TABLE done (what TEXT COLLATE "C" PRIMARY KEY);
