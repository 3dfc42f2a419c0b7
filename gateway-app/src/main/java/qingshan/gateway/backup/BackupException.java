package qingshan.gateway.backup;

import org.jspecify.annotations.Nullable;
import qingshan.gateway.ExplainedException;

/** A backup cannot be made or restored; nothing half done is left. */
public final class BackupException extends ExplainedException {
    private static final long serialVersionUID = 1L;

    private BackupException(String key, @Nullable Throwable cause, @Nullable Object... arguments) {
        super("Backup", key, cause, arguments);
    }

    static BackupException of(String key, @Nullable Throwable cause, @Nullable Object... arguments) {
        return new BackupException(key, cause, arguments);
    }
}
