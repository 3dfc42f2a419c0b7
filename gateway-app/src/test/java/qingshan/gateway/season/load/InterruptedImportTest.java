package qingshan.gateway.season.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import qingshan.gateway.ledger.Answer;
import qingshan.gateway.ledger.Command;
import qingshan.gateway.ledger.Ledger;
import qingshan.gateway.ledger.LedgerAround;
import qingshan.gateway.ledger.LedgerException;
import qingshan.gateway.ledger.Outcome;
import qingshan.gateway.ledger.Query;
import qingshan.gateway.season.ReferenceImporter;
import qingshan.gateway.season.demo.SeasonGenerator;
import qingshan.gateway.season.demo.SeasonPlan;
import qingshan.rules.value.Digest;

class InterruptedImportTest {
    private static final int ATTEMPTS = 20;

    @TempDir
    private Path temp;

    @Test
    void an_import_that_breaks_off_anywhere_goes_on_where_it_was() {
        Path season = temp.resolve("season");
        SeasonGenerator.write(season, new SeasonPlan(11, 40, 6, 3, 1_500));
        SplittableRandom random = new SplittableRandom(11);
        try (ImportHarness harness = new ImportHarness()) {
            int broken = 0;
            for (int i = 0; i < ATTEMPTS; i++) {
                // some calls come through, one does not, or does and nobody hears of it
                Breaking ledger = new Breaking(harness.ledger, random.nextInt(1, 12), random.nextBoolean());
                try {
                    harness.run(season, ledger);
                } catch (LedgerException gone) {
                    broken++;
                }
            }
            assertThat(broken).isGreaterThan(ATTEMPTS / 3);
            Digest run = harness.run(season, harness.ledger);
            assertThat(ImportHarness.expectedPart(harness.report(run))).isEqualTo(ReferenceImporter.expected(season));
        }
    }

    @Test
    void a_sending_whose_fate_is_unknown_is_resolved() {
        Path season = temp.resolve("season");
        SeasonGenerator.write(season, new SeasonPlan(12, 20, 3, 2, 500));
        try (ImportHarness harness = new ImportHarness()) {
            Digest run = harness.run(season, new Forgetful(harness.ledger));
            assertThat(ImportHarness.expectedPart(harness.report(run))).isEqualTo(ReferenceImporter.expected(season));
        }
    }

    /** Breaks off at one call, before or after it came through; an import calls from two threads. */
    private static final class Breaking extends LedgerAround {
        private final boolean after;
        private int left;

        Breaking(Ledger ledger, int left, boolean after) {
            super(ledger);
            this.left = left;
            this.after = after;
        }

        @Override
        public Answer read(Query query) {
            step();
            return super.read(query);
        }

        @Override
        public Outcome submit(Command command) {
            if (!after) {
                step();
                return ledger.submit(command);
            }
            Outcome outcome = ledger.submit(command);
            step();
            return outcome;
        }

        private synchronized void step() {
            if (--left < 0) {
                throw LedgerException.of("closed", null);
            }
        }
    }

    /** Loses every second batch, and every other one's answer. */
    private static final class Forgetful extends LedgerAround {
        private int calls;

        Forgetful(Ledger ledger) {
            super(ledger);
        }

        @Override
        public Outcome submit(Command command) {
            if (!command.transaction().equals("RecordBatch")) {
                return ledger.submit(command);
            }
            return switch (calls++ % 3) {
                case 0 -> new Outcome.Unknown("", "lost on the way");
                case 1 -> {
                    ledger.submit(command);
                    yield new Outcome.Unknown("", "the answer was lost");
                }
                default -> ledger.submit(command);
            };
        }
    }
}
