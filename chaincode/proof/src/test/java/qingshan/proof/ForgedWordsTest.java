package qingshan.proof;

import static qingshan.rules.testing.Story.FACTORY;
import static qingshan.rules.testing.Story.GROWER;
import static qingshan.rules.testing.Story.MARKET;
import static qingshan.rules.testing.Story.TRADER;
import static qingshan.rules.testing.Submitters.CLERK;
import static qingshan.rules.testing.Submitters.REGISTRAR;

import java.util.List;
import org.junit.jupiter.api.Test;
import qingshan.proof.offence.Kind;
import qingshan.rules.Command;
import qingshan.rules.card.CardCommand;
import qingshan.rules.card.Dispute;
import qingshan.rules.consent.ConsentCommand;
import qingshan.rules.party.Consent;
import qingshan.rules.party.PartyCommand;
import qingshan.rules.party.Reader;
import qingshan.rules.party.Withdrawal;
import qingshan.rules.party.Witnesses;
import qingshan.rules.signature.Algorithm;
import qingshan.rules.state.Keys;
import qingshan.rules.testing.TestCard;
import qingshan.rules.testing.World;
import qingshan.rules.value.Counter;
import qingshan.rules.value.Id;
import qingshan.rules.value.LedgerTime;
import qingshan.rules.value.Note;
import qingshan.rules.value.RecordName;
import qingshan.rules.value.Text;

/** Forgeries of what holders say, consents and disputes: each is found and named. */
class ForgedWordsTest extends Forger {
    private static final LedgerTime NEXT_YEAR = new LedgerTime("2027-03-20T00:00:00.000Z");
    private static final Reader BANK = new Reader("BankMSP");
    private static final String CONSENT = Keys.consent(World.id("party of the factory"), "statement", BANK.value());

    private final TestCard trader = TestCard.of(TRADER, 2, Algorithm.SM2_SM3);

    // --- consents

    private ConsentCommand.GrantConsent grant(Id card, Witnesses witnesses) {
        Consent consent =
                new Consent(card, BANK, Consent.Scope.STATEMENT, new Note("贷款申请"), NEXT_YEAR, at(), witnesses);
        return new ConsentCommand.GrantConsent(next(), consent, List.of());
    }

    private ConsentCommand.WithdrawConsent withdraw(Id card, Witnesses witnesses) {
        Withdrawal withdrawal = new Withdrawal(card, BANK, Consent.Scope.STATEMENT, at(), witnesses);
        return new ConsentCommand.WithdrawConsent(next(), withdrawal, List.of());
    }

    private void granted() {
        county.commit(honest(CLERK, grant(FACTORY, IN_PRESENCE)));
    }

    @Test
    void a_consent_that_another_organizations_market_attests() {
        Id other = World.id("another market");
        county.commit(honest(
                REGISTRAR,
                new PartyCommand.RegisterMarket(next(), at(), other, new Text("别的市场"), new Text("BankMSP"))));
        found(
                Kind.ATTESTATION,
                CLERK,
                grant(FACTORY, new Witnesses(other, null, List.of())),
                s -> s.replace(Keys.market(other), "BankMSP", "TradeMSP"));
    }

    @Test
    void a_consent_that_a_market_attests_for_a_card_that_only_signs() {
        found(
                Kind.ATTESTATION,
                CLERK,
                grant(GROWER, IN_PRESENCE),
                s -> s.replace(Keys.card(GROWER), "\"signedOnly\":true", "\"signedOnly\":false"));
    }

    @Test
    void a_consent_that_the_market_attested_and_the_ledger_calls_signed() {
        TestTransaction grant = honest(CLERK, grant(FACTORY, IN_PRESENCE));
        grant.rewrite(CONSENT, "\"witness\":\"market\"", "\"witness\":\"signed\"");
        found(Kind.CONSENT, grant);
    }

    @Test
    void a_consent_that_lasts_longer_than_it_was_given() {
        TestTransaction grant = honest(CLERK, grant(FACTORY, IN_PRESENCE));
        grant.rewrite(CONSENT, "2027-03-20", "2037-03-20");
        found(Kind.CONSENT, grant);
    }

    @Test
    void a_consent_that_nobody_gave() {
        granted();
        String consent = county.value(CONSENT);
        String stolen = Keys.consent(World.id("party of the trader"), "statement", BANK.value());
        found(Kind.CONSENT, harvested().write(stolen, consent));
    }

    @Test
    void a_consent_that_another_card_takes_back() {
        granted();
        Withdrawal withdrawal = new Withdrawal(
                FACTORY, BANK, Consent.Scope.STATEMENT, at(), new Witnesses(null, null, List.of(trader.at(40))));
        ConsentCommand.WithdrawConsent unsigned = new ConsentCommand.WithdrawConsent(null, withdrawal, List.of());
        TestTransaction taken = forge(
                CLERK,
                new ConsentCommand.WithdrawConsent(null, withdrawal, List.of(trader.sign(unsigned))),
                // the forger's ledger has the trader's card under the factory's name, so that its key is found
                s -> {
                    s.put(Keys.card(FACTORY), county.value(Keys.card(TRADER)));
                    s.put(
                            Keys.consent(World.id("party of the trader"), "statement", BANK.value()),
                            county.value(CONSENT));
                });
        found(Kind.HOLDER_SIGNATURE, taken);
    }

    @Test
    void a_consent_of_another_party_that_is_taken_back() {
        granted();
        found(
                Kind.CONSENT,
                CLERK,
                withdraw(TRADER, IN_PRESENCE),
                s -> s.put(
                        Keys.consent(World.id("party of the trader"), "statement", BANK.value()),
                        county.value(CONSENT)));
    }

    @Test
    void a_consent_that_outlives_its_withdrawal() {
        granted();
        TestTransaction withdrawal = honest(CLERK, withdraw(FACTORY, IN_PRESENCE));
        withdrawal.leaveOut(CONSENT);
        found(Kind.CONSENT, withdrawal);
    }

    @Test
    void a_consent_that_is_in_force_again_after_its_withdrawal() {
        granted();
        String consent = county.value(CONSENT);
        county.commit(honest(CLERK, withdraw(FACTORY, IN_PRESENCE)));
        found(Kind.CONSENT, harvested().write(CONSENT, consent));
    }

    @Test
    void a_consent_that_is_taken_back_twice() {
        granted();
        String consent = county.value(CONSENT);
        county.commit(honest(CLERK, withdraw(FACTORY, IN_PRESENCE)));
        found(Kind.CONSENT, CLERK, withdraw(FACTORY, IN_PRESENCE), s -> s.put(CONSENT, consent));
    }

    // --- disputes

    private Command dispute(RecordName slip, Id card) {
        return new CardCommand.DisputeSlip(
                next(), new Dispute(slip, card, new Note("重量不符"), at(), IN_PRESENCE), List.of());
    }

    private Command settle(RecordName slip) {
        return new CardCommand.SettleDispute(next(), at(), slip, Dispute.Outcome.DISMISSED, new Note("复核一致"));
    }

    /** What the trader sold the factory. */
    private RecordName sale() {
        return county.record("RecordSlip", 1);
    }

    private void disputed() {
        county.commit(honest(CLERK, dispute(sale(), FACTORY)));
    }

    @Test
    void a_dispute_by_a_stranger() {
        Id stranger = World.id("card of a grower whose records are adopted");
        found(
                Kind.DISPUTE,
                CLERK,
                dispute(sale(), stranger),
                s -> s.replace(Keys.record(sale()), FACTORY.value(), stranger.value()));
    }

    @Test
    void a_dispute_that_its_holder_never_signed() {
        Counter counter = trader.at(40);
        Dispute dispute =
                new Dispute(sale(), TRADER, new Note("重量不符"), at(), new Witnesses(null, null, List.of(counter)));
        TestCard forger = TestCard.of(TRADER, 9, Algorithm.SM2_SM3);
        CardCommand.DisputeSlip unsigned = new CardCommand.DisputeSlip(null, dispute, List.of());
        found(
                Kind.HOLDER_SIGNATURE,
                CLERK,
                new CardCommand.DisputeSlip(null, dispute, List.of(forger.sign(unsigned))),
                s -> s.replace(
                        Keys.card(TRADER),
                        trader.publicKey().point(),
                        forger.publicKey().point()));
    }

    @Test
    void a_dispute_of_a_slip_that_was_reversed() {
        RecordName wrong = county.record("RecordSlip", 2);
        String record = county.value(Keys.record(wrong));
        int at = record.indexOf("\"reversedBy\"");
        String by = record.substring(at, record.indexOf(',', at) + 1);
        found(Kind.DISPUTE, CLERK, dispute(wrong, TRADER), s -> s.replace(Keys.record(wrong), by, ""));
    }

    @Test
    void a_dispute_of_what_is_no_slip() {
        RecordName made = county.record("RecordProcessing");
        found(
                Kind.DISPUTE,
                CLERK,
                dispute(made, FACTORY),
                s -> s.put(Keys.record(made), county.value(Keys.record(sale()))));
    }

    @Test
    void a_slip_that_is_disputed_twice() {
        disputed();
        found(Kind.DISPUTE, CLERK, dispute(sale(), TRADER), s -> s.remove(Keys.dispute(sale())));
    }

    @Test
    void a_dispute_that_is_not_marked() {
        TestTransaction dispute = honest(CLERK, dispute(sale(), FACTORY));
        dispute.leaveOut(Keys.dispute(sale()));
        found(Kind.DISPUTE, dispute);
    }

    @Test
    void a_dispute_that_vanishes() {
        disputed();
        found(Kind.DISPUTE, harvested().write(Keys.dispute(sale()), null));
    }

    @Test
    void a_dispute_that_the_market_settles() {
        disputed();
        TestTransaction settled = honest(REGISTRAR, settle(sale()));
        settled.creator = county.signer(CLERK);
        settled.event = String.valueOf(settled.event).replace("RegistryMSP", "TradeMSP");
        found(Kind.NOT_AUTHORIZED, settled);
    }

    @Test
    void a_dispute_that_nobody_opened() {
        disputed();
        RecordName other = county.record("RecordSlip");
        found(
                Kind.DISPUTE,
                REGISTRAR,
                settle(other),
                s -> s.put(Keys.dispute(other), county.value(Keys.dispute(sale()))));
    }

    @Test
    void a_dispute_that_is_settled_twice() {
        disputed();
        county.commit(honest(REGISTRAR, settle(sale())));
        found(
                Kind.DISPUTE,
                REGISTRAR,
                settle(sale()),
                s -> s.replace(Keys.dispute(sale()), "\"outcome\":\"dismissed\",", ""));
    }

    @Test
    void a_dispute_that_is_kept_as_settled_another_way() {
        disputed();
        TestTransaction settled = honest(REGISTRAR, settle(sale()));
        settled.rewrite(Keys.dispute(sale()), "dismissed", "withdrawn");
        found(Kind.DISPUTE, settled);
    }

    @Test
    void a_market_that_attests_a_dispute_by_a_scale_of_no_market() {
        Dispute dispute =
                new Dispute(sale(), FACTORY, new Note("重量不符"), at(), new Witnesses(MARKET, new Text("C99"), List.of()));
        found(
                Kind.ATTESTATION,
                CLERK,
                new CardCommand.DisputeSlip(next(), dispute, List.of()),
                s -> s.replace(Keys.market(MARKET), "\"C01\"", "\"C01\",\"C99\""));
    }
}
