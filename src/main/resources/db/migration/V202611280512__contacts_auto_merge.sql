-- Whether records of which everything says that they are one person become one without a person's word; off until somebody wants it.
ALTER TABLE contact_matching ADD COLUMN auto_merge BOOLEAN NOT NULL DEFAULT FALSE;
