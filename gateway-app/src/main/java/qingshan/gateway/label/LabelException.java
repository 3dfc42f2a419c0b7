package qingshan.gateway.label;

import org.jspecify.annotations.Nullable;
import qingshan.gateway.ExplainedException;

/** A link, a serial, a typed code or a label is refused; nothing in this package refuses in another way. */
public final class LabelException extends ExplainedException {
    private static final long serialVersionUID = 1L;

    private final LabelFault fault;

    private LabelException(LabelFault fault, @Nullable Object... arguments) {
        super("Labels", fault.name(), null, arguments);
        this.fault = fault;
    }

    /**
     * A refusal.
     *
     * @param arguments what the sentence's {@code {0}}, {@code {1}} … stand for
     */
    static LabelException of(LabelFault fault, @Nullable Object... arguments) {
        return new LabelException(fault, arguments);
    }

    /** What is wrong. */
    public LabelFault fault() {
        return fault;
    }
}
