package qingshan.gateway.demo;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import qingshan.gateway.keeper.Keeper;
import qingshan.gateway.staff.Desk;
import qingshan.gateway.staff.Role;
import qingshan.gateway.staff.Staff;
import qingshan.gateway.web.WebRefusal;
import qingshan.rules.Command;
import qingshan.rules.value.CommandId;
import qingshan.rules.value.LedgerTime;

/** Who does in a demonstration what each role does. A command has its id from what it does, so that it is done once. */
@Singleton
final class DemoStaff {
    private final Keeper keeper;
    private final Desk desk;

    DemoStaff(Keeper keeper, Desk desk) {
        this.keeper = keeper;
        this.desk = desk;
    }

    /** Sends a command as one of a role, unless an earlier start did. */
    void send(Role role, Command command) {
        try {
            desk.submit(of(role), command, null);
        } catch (WebRefusal refusal) {
            // Done by an earlier start that was stopped: the same id, another time of day.
            if (!refusal.problem().code().equals("COMMAND_ID_REUSED")) {
                throw refusal;
            }
        }
    }

    /** The one of a role. */
    Staff of(Role role) {
        Staff staff = new Staff("demo-" + role.code(), "", role);
        keeper.enroller().enroll(role.mspId(), staff.actor().name(), role.attributes());
        return staff;
    }

    static LedgerTime now() {
        return LedgerTime.ofEpochMilli(Instant.now().toEpochMilli());
    }

    static CommandId id(String of) {
        return new CommandId(UUID.nameUUIDFromBytes(("qingshan demo " + of).getBytes(StandardCharsets.UTF_8))
                .toString());
    }
}
