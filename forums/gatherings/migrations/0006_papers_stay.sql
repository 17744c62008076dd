CREATE TRIGGER stays BEFORE DELETE ON gatherings_briefingpaper
    FOR EACH ROW EXECUTE FUNCTION bodies_refuse();
ALTER TABLE gatherings_briefingpaper ENABLE ALWAYS TRIGGER stays;

-- Only that it was taken back is written into a paper, once.
CREATE FUNCTION gatherings_keep_paper() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.forum_id <> OLD.forum_id OR NEW.title <> OLD.title
       OR NEW.document_id <> OLD.document_id OR NEW.added_at <> OLD.added_at
       OR NEW.added_by_id <> OLD.added_by_id
       OR (OLD.taken_back_at IS NOT NULL
           AND NEW.taken_back_at IS DISTINCT FROM OLD.taken_back_at) THEN
        RAISE EXCEPTION 'briefing paper % stays as it was', OLD.id
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER keep_paper BEFORE UPDATE ON gatherings_briefingpaper
    FOR EACH ROW EXECUTE FUNCTION gatherings_keep_paper();
ALTER TABLE gatherings_briefingpaper ENABLE ALWAYS TRIGGER keep_paper;
