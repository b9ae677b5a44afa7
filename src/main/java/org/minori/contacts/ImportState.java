package org.minori.contacts;

/** How far an import is; from DONE, FAILED and CANCELLED it can be undone. */
public enum ImportState {
    UPLOADED,
    QUEUED,
    RUNNING,
    DONE,
    FAILED,
    CANCELLED,
    UNDOING,
    UNDONE;

    /** Whether nothing will happen any more unless somebody asks for it. */
    public boolean isAtRest() {
        return this != QUEUED && this != RUNNING && this != UNDOING;
    }

    public boolean isUndoable() {
        return this == DONE || this == FAILED || this == CANCELLED;
    }
}
