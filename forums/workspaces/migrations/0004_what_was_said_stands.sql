-- Words as they were, and steps of a task, stand for ever; nothing that was said is deleted.
CREATE TRIGGER stands BEFORE UPDATE OR DELETE ON workspaces_postversion
    FOR EACH ROW EXECUTE FUNCTION bodies_refuse();
ALTER TABLE workspaces_postversion ENABLE ALWAYS TRIGGER stands;
CREATE TRIGGER stands BEFORE UPDATE OR DELETE ON workspaces_taskstep
    FOR EACH ROW EXECUTE FUNCTION bodies_refuse();
ALTER TABLE workspaces_taskstep ENABLE ALWAYS TRIGGER stands;
CREATE TRIGGER stays BEFORE DELETE ON workspaces_post
    FOR EACH ROW EXECUTE FUNCTION bodies_refuse();
ALTER TABLE workspaces_post ENABLE ALWAYS TRIGGER stays;
CREATE TRIGGER stays BEFORE DELETE ON workspaces_topic
    FOR EACH ROW EXECUTE FUNCTION bodies_refuse();
ALTER TABLE workspaces_topic ENABLE ALWAYS TRIGGER stays;
CREATE TRIGGER stays BEFORE DELETE ON workspaces_task
    FOR EACH ROW EXECUTE FUNCTION bodies_refuse();
ALTER TABLE workspaces_task ENABLE ALWAYS TRIGGER stays;
CREATE TRIGGER keep_end BEFORE UPDATE ON workspaces_post
    FOR EACH ROW WHEN (OLD.hidden_at IS NOT NULL) EXECUTE FUNCTION workspaces_keep_end();
ALTER TABLE workspaces_post ENABLE ALWAYS TRIGGER keep_end;
