package qingshan.gateway.form;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import qingshan.rules.value.CommandId;

/**
 * What tells one sending of a form from another.
 *
 * @param id of the command, made with the form
 * @param form its name
 * @param action its address
 * @param said all that was typed: the same id with something else is refused
 */
public record Once(CommandId id, String form, String action, String said) {
    /** That of a further command of the same form. */
    public Once part(String part) {
        String made = UUID.nameUUIDFromBytes((id.value() + "/" + part).getBytes(StandardCharsets.UTF_8))
                .toString();
        return new Once(new CommandId(made), form, action, said);
    }
}
