-- A version of a paper stands for ever; of a room and its papers nothing is deleted.
CREATE TRIGGER stands BEFORE UPDATE OR DELETE ON workspaces_paperversion
    FOR EACH ROW EXECUTE FUNCTION bodies_refuse();
ALTER TABLE workspaces_paperversion ENABLE ALWAYS TRIGGER stands;
CREATE TRIGGER stays BEFORE DELETE ON workspaces_paper
    FOR EACH ROW EXECUTE FUNCTION bodies_refuse();
ALTER TABLE workspaces_paper ENABLE ALWAYS TRIGGER stays;
CREATE TRIGGER stays BEFORE DELETE ON workspaces_workspace
    FOR EACH ROW EXECUTE FUNCTION bodies_refuse();
ALTER TABLE workspaces_workspace ENABLE ALWAYS TRIGGER stays;

-- What was withdrawn, and a room that was closed, stay so.
CREATE FUNCTION workspaces_keep_end() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% of % is refused: it has ended', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER keep_end BEFORE UPDATE ON workspaces_paper
    FOR EACH ROW WHEN (OLD.withdrawn_at IS NOT NULL) EXECUTE FUNCTION workspaces_keep_end();
ALTER TABLE workspaces_paper ENABLE ALWAYS TRIGGER keep_end;
CREATE TRIGGER keep_end BEFORE UPDATE ON workspaces_workspace
    FOR EACH ROW WHEN (OLD.closed_at IS NOT NULL) EXECUTE FUNCTION workspaces_keep_end();
ALTER TABLE workspaces_workspace ENABLE ALWAYS TRIGGER keep_end;
