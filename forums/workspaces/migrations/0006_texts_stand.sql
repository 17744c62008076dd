-- A version of a text stands for ever; a proposal to it is decided once, and what it says stays.
CREATE TRIGGER stands BEFORE UPDATE OR DELETE ON workspaces_textversion
    FOR EACH ROW EXECUTE FUNCTION bodies_refuse();
ALTER TABLE workspaces_textversion ENABLE ALWAYS TRIGGER stands;
CREATE TRIGGER stays BEFORE DELETE ON workspaces_sharedtext
    FOR EACH ROW EXECUTE FUNCTION bodies_refuse();
ALTER TABLE workspaces_sharedtext ENABLE ALWAYS TRIGGER stays;
CREATE TRIGGER stays BEFORE DELETE ON workspaces_suggestion
    FOR EACH ROW EXECUTE FUNCTION bodies_refuse();
ALTER TABLE workspaces_suggestion ENABLE ALWAYS TRIGGER stays;
CREATE TRIGGER keep_end BEFORE UPDATE ON workspaces_suggestion
    FOR EACH ROW WHEN (OLD.verdict <> '' OR OLD.text <> NEW.text OR OLD.present <> NEW.present)
    EXECUTE FUNCTION workspaces_keep_end();
ALTER TABLE workspaces_suggestion ENABLE ALWAYS TRIGGER keep_end;
