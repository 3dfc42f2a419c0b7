package qingshan.gateway.network.install;

import org.jspecify.annotations.Nullable;
import qingshan.gateway.ExplainedException;

/** The programs of Fabric cannot be found, used or brought. */
public final class InstallException extends ExplainedException {
    private static final long serialVersionUID = 1L;

    private InstallException(String key, @Nullable Throwable cause, @Nullable Object... arguments) {
        super("Install", key, cause, arguments);
    }

    /**
     * A failure.
     *
     * @param key of its sentence in {@code Install.properties}
     */
    static InstallException of(String key, @Nullable Throwable cause, @Nullable Object... arguments) {
        return new InstallException(key, cause, arguments);
    }
}
