-- Duplicates. A ticket that was merged into another leaves the tickets as a deleted one does, so that no list and no
-- number counts it twice, and is kept with where it went; it stays until the other one is gone for good.
ALTER TABLE ticket_trash ADD COLUMN merged_into bigint;
ALTER TABLE ticket_trash ADD CONSTRAINT ticket_trash_not_into_itself CHECK (merged_into <> id);
CREATE INDEX ticket_trash_merged ON ticket_trash (merged_into, id) WHERE merged_into IS NOT NULL;
-- An import of the same file again finds the merged tickets as well.
CREATE INDEX ticket_trash_merged_external_id ON ticket_trash ((ticket ->> 'external_id')) WHERE merged_into IS NOT NULL;
