package qingshan.gateway.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.hyperledger.fabric.contract.ContractInterface;
import org.junit.jupiter.api.Test;
import qingshan.contracts.card.CardContract;
import qingshan.contracts.origin.OriginContract;
import qingshan.contracts.pack.PackContract;
import qingshan.contracts.party.PartyContract;
import qingshan.contracts.policy.PolicyContract;
import qingshan.gateway.TestPostgres;
import qingshan.gateway.embedded.EmbeddedLedger;
import qingshan.gateway.embedded.ParityLedger;
import qingshan.gateway.embedded.Settings;
import qingshan.gateway.home.Database;
import qingshan.gateway.ledger.Command;
import qingshan.gateway.ledger.Ledger;
import qingshan.gateway.ledger.LedgerAround;
import qingshan.gateway.ledger.Outcome;

/** Each command comes to the same on the embedded ledger, through Fabric's own router, and by the rules alone. */
class EveryCommandParityTest {

    private static final List<ContractInterface> CONTRACTS = List.of(
            new PartyContract(), new PolicyContract(), new OriginContract(), new CardContract(), new PackContract());

    @Test
    void every_command_comes_to_the_same_by_every_way() {
        try (Database database = TestPostgres.fresh();
                EmbeddedLedger embedded =
                        EmbeddedLedger.open(TestPostgres.home(), database, new Settings("parity", CONTRACTS));
                ParityLedger ledger = new ParityLedger(embedded, TestPostgres.home(), database, CONTRACTS)) {
            for (Staff staff : Staff.values()) {
                embedded.enroller().enroll(staff.actor().mspId(), staff.actor().name(), staff.attributes());
            }
            List<EveryCommand.Asked> asked = EveryCommand.count(rules -> new Both(ledger, rules));

            Set<String> compared = ledger.compared().stream()
                    .map(function -> function.substring(function.indexOf(':') + 1))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(compared)
                    .containsAll(asked.stream().map(EveryCommand.Asked::command).collect(Collectors.toSet()));
        }
    }

    /** Two ledgers that must say the same of each command. */
    private static final class Both extends LedgerAround {
        private final Ledger other;

        Both(Ledger one, Ledger other) {
            super(one);
            this.other = other;
        }

        @Override
        public Outcome submit(Command command) {
            Outcome first = ledger.submit(command);
            Outcome second = other.submit(command);
            assertThat(said(first)).as(command.transaction()).isEqualTo(said(second));
            return second;
        }

        private static String said(Outcome outcome) {
            return switch (outcome) {
                case Outcome.Committed committed -> committed.json();
                case Outcome.Rejected rejected -> rejected.code() + rejected.detail();
                case Outcome.Unknown unknown -> unknown.reason();
            };
        }

        @Override
        public void close() {
            // The test closes what it opened.
        }
    }
}
