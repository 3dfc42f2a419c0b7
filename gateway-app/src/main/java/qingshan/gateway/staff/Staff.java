package qingshan.gateway.staff;

import io.micronaut.security.authentication.Authentication;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.ledger.Actor;
import qingshan.gateway.web.Visit;
import qingshan.gateway.web.WebRefusal;

/**
 * A member of staff.
 *
 * @param name by which they sign in
 * @param display as pages show them
 * @param role what they do
 */
public record Staff(String name, String display, Role role) {
    private static final String DISPLAY = "display";
    /** Apart from identities that commands enrol. */
    private static final String PREFIX = "staff.";

    /** As whom they submit: each has a certificate of their own. */
    public Actor actor() {
        return actor(role, name);
    }

    static Actor actor(Role role, String name) {
        return new Actor(role.mspId(), PREFIX + name);
    }

    Authentication authentication() {
        return Authentication.build(name, List.of(role.code()), Map.of(DISPLAY, display));
    }

    /** Who makes a request, or null for the public and for the operator. */
    public static @Nullable Staff of(Visit visit) {
        Authentication who = visit.staff();
        if (who == null || who.getRoles().isEmpty()) {
            return null;
        }
        return Role.of(who.getRoles().iterator().next())
                .map(role -> new Staff(
                        who.getName(), String.valueOf(who.getAttributes().get(DISPLAY)), role))
                .orElse(null);
    }

    /** Who makes a request that only staff may make. */
    public static Staff required(Visit visit) {
        Staff staff = of(visit);
        if (staff == null) {
            throw WebRefusal.notFound();
        }
        return staff;
    }
}
