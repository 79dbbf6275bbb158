-- Full-text search over what this person may read: the words of each form and step in `view`, by its row there. Only Store writes it,
-- in the transaction that writes the row; filled when the view is derived again, at the first start after this (viewDerivation).
-- Words come cut and folded (core/store/search_words), so `ascii` only parts them at the blanks. Which records hold a word is all
-- that is asked, so no places of words are kept; up to five letters are found by an index of their own, as somebody types them.
CREATE VIRTUAL TABLE view_words USING fts5(words, tokenize = 'ascii', detail = none, columnsize = 0, prefix = '1 2 3 4 5');

-- What leaves the view leaves the index at once, and not only when its parts are merged one day.
INSERT INTO view_words (view_words, rank) VALUES ('secure-delete', 1);
