package qingshan.gateway.demo;

import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.party.Names;
import qingshan.gateway.party.Person;
import qingshan.gateway.season.load.Ids;
import qingshan.gateway.staff.Role;
import qingshan.rules.card.CardCommand;
import qingshan.rules.party.PartyCommand;
import qingshan.rules.party.PartyKind;
import qingshan.rules.value.Id;
import qingshan.rules.value.Text;

/** Parties of a demonstration, each with its card and its name, as a registrar would register them. */
@Singleton
final class DemoParties {
    private final DemoStaff staff;
    private final Names names;

    DemoParties(DemoStaff staff, Names names) {
        this.staff = staff;
        this.names = names;
    }

    /** Registers one by the number on its card, unless an earlier start did; returns the party's id. */
    Id register(String number, String name, @Nullable Text village, PartyKind kind) {
        Ids ids = names.ids();
        Id party = ids.party(number);
        Id card = ids.card(number);
        Person person = new Person(name, village == null ? "" : village.value(), "", "");
        names.keepCard(card, number, party, kind, person);
        staff.send(
                Role.REGISTRAR,
                new PartyCommand.RegisterParty(
                        DemoStaff.id("party " + number),
                        DemoStaff.now(),
                        party,
                        kind,
                        village,
                        ids.commitment(number, person.known())));
        staff.send(
                Role.REGISTRAR,
                new CardCommand.IssueCard(DemoStaff.id("card " + number), DemoStaff.now(), card, party));
        return party;
    }
}
