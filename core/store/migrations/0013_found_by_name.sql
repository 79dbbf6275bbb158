-- A search by the title of a form or the name of an author finds every record, however old: the newest of each form, of each author and of
-- each author's of a form stand first.

CREATE INDEX view_of_form ON view (form, completed_at_ms) WHERE type = 'form' AND state = 'completed';
CREATE INDEX view_of_author ON view (author, completed_at_ms) WHERE type = 'form' AND state = 'completed';
CREATE INDEX view_of_form_and_author ON view (form, author, completed_at_ms) WHERE type = 'form' AND state = 'completed';
