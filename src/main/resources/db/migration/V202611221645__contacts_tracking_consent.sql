-- Whether opens and clicks may be noted: GIVEN, WITHDRAWN, or nothing where the person was never asked and the installation's setting decides.
ALTER TABLE contact ADD COLUMN tracking_consent VARCHAR(10);
