package qingshan.rules.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static qingshan.rules.testing.Submitters.CLERK;
import static qingshan.rules.testing.Submitters.REGISTRAR;

import java.util.List;
import org.junit.jupiter.api.Test;
import qingshan.rules.Code;
import qingshan.rules.Commands;
import qingshan.rules.json.CanonicalJson;
import qingshan.rules.json.JsonParser;
import qingshan.rules.json.Records;
import qingshan.rules.party.Consent;
import qingshan.rules.party.Reader;
import qingshan.rules.party.Withdrawal;
import qingshan.rules.party.Witnesses;
import qingshan.rules.signature.Algorithm;
import qingshan.rules.state.Keys;
import qingshan.rules.testing.Refused;
import qingshan.rules.testing.Story;
import qingshan.rules.testing.TestCard;
import qingshan.rules.testing.World;
import qingshan.rules.value.CommandId;
import qingshan.rules.value.Id;
import qingshan.rules.value.LedgerTime;
import qingshan.rules.value.Note;

class ConsentsTest {
    private static final LedgerTime AT = new LedgerTime("2026-03-06T03:00:00.000Z");
    private static final LedgerTime END = new LedgerTime("2027-03-31T16:00:00.000Z");
    private static final String KEY = Keys.consent(World.id("party of the grower"), "name", "public");
    private static final Witnesses IN_PRESENCE = new Witnesses(Story.MARKET, null, List.of());

    private final World world = Story.prepared();
    private final TestCard grower = TestCard.of(Story.GROWER, Algorithm.ES256);
    private int commands;

    private CommandId next() {
        return World.commandId("consent " + ++commands);
    }

    private static Consent consent(Id card, LedgerTime until, Witnesses witnesses) {
        return new Consent(card, Reader.PUBLIC, Consent.Scope.NAME, new Note("显示姓名"), until, AT, witnesses);
    }

    private void attested(Id card) {
        world.put(CLERK, new ConsentCommand.GrantConsent(next(), consent(card, END, IN_PRESENCE), List.of()));
    }

    private void withdraw(Id card) {
        Withdrawal withdrawal = new Withdrawal(card, Reader.PUBLIC, Consent.Scope.NAME, AT, IN_PRESENCE);
        world.put(CLERK, new ConsentCommand.WithdrawConsent(next(), withdrawal, List.of()));
    }

    @Test
    void a_holder_s_word_is_told_from_a_market_s() {
        attested(Story.GROWER);
        assertThat(world.state().contents().get(KEY)).contains("\"witness\":\"market\"");
        Consent signed = consent(Story.GROWER, END, new Witnesses(null, null, List.of(grower.next())));
        world.put(
                REGISTRAR,
                new ConsentCommand.GrantConsent(
                        null, signed, List.of(grower.sign("consent", Records.write(signed, Consent.class)))));
        assertThat(world.state().contents().get(KEY)).contains("\"witness\":\"signed\"");
    }

    @Test
    void what_was_taken_back_is_gone_and_can_be_given_again() {
        attested(Story.GROWER);
        withdraw(Story.GROWER);
        assertThat(world.state().contents()).doesNotContainKey(KEY);
        Refused.of(Code.UNKNOWN_CONSENT, "withdrawal.scope", () -> withdraw(Story.GROWER));
        attested(Story.GROWER);
        assertThat(world.state().contents()).containsKey(KEY);
    }

    @Test
    void nobody_takes_back_another_s() {
        attested(Story.GROWER);
        Refused.by(Code.UNKNOWN_CONSENT, () -> withdraw(Story.TRADER));
    }

    @Test
    void a_consent_ends_after_it_begins() {
        ConsentCommand.GrantConsent good =
                new ConsentCommand.GrantConsent(next(), consent(Story.GROWER, END, IN_PRESENCE), List.of());
        Refused.of(
                Code.BAD_VALUE,
                "consent.until",
                () -> Commands.read(
                        "GrantConsent",
                        JsonParser.object(CanonicalJson.write(World.json(good)).replace(END.value(), AT.value()))));
    }

    @Test
    void the_registry_s_own_word_is_no_holder_s() {
        Refused.of(
                Code.NOT_OWNER,
                "witnesses.market",
                () -> world.put(
                        REGISTRAR,
                        new ConsentCommand.GrantConsent(next(), consent(Story.GROWER, END, IN_PRESENCE), List.of())));
    }
}
