package qingshan.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.junit.jupiter.api.Test;
import qingshan.proof.offence.Kind;

class AuditTest {
    private final TestCounty county = new TestCounty();
    private final TestChain chain = county.chain;

    AuditTest() {
        county.commit(county.party("a", 1), county.party("b", 1));
        TestTransaction corrected = county.party("a", 2);
        TestTransaction late = county.party("a", 3);
        county.commit(TestChain.codes(
                corrected, TxValidationCode.VALID,
                late, TxValidationCode.MVCC_READ_CONFLICT));
        county.commit(county.party("a", 4));
    }

    @Test
    void a_good_ledger_is_consistent_with_itself_and_no_more() {
        AuditResult result = chain.audit();

        assertThat(result.offence()).isNull();
        assertThat(result.verdict()).isEqualTo(Verdict.CONSISTENT);
        assertThat(result.knownBlock()).isEqualTo(-1);
        assertThat(result.rootsTrusted()).isFalse();
        // each transaction: creator and endorser; each block: the orderer
        assertThat(result.counts()).isEqualTo(new AuditResult.Counts(4, 5, 1, 4, 14, 2));
    }

    @Test
    void with_head_and_roots_it_is_shown_to_be_the_ledger_that_the_asker_saw() {
        AuditResult result = TestChain.audit(
                chain.export(),
                AuditOptions.at(TestChain.NOW).withHead(chain.head()).withTrust(chain.roots()));

        assertThat(result.verdict()).isEqualTo(Verdict.SHOWN);
        assertThat(result.head()).isEqualTo(chain.head());
    }

    @Test
    void with_the_head_alone_or_the_roots_alone_it_is_not_shown() {
        AuditOptions asker = AuditOptions.at(TestChain.NOW);

        AuditResult head = TestChain.audit(chain.export(), asker.withHead(chain.head()));
        AuditResult roots = TestChain.audit(chain.export(), asker.withTrust(chain.roots()));

        assertThat(head.verdict()).isEqualTo(Verdict.CONSISTENT);
        assertThat(head.knownBlock()).isEqualTo(3);
        assertThat(roots.verdict()).isEqualTo(Verdict.CONSISTENT);
        assertThat(roots.rootsTrusted()).isTrue();
    }

    @Test
    void blocks_after_the_known_head_are_not_shown() {
        String seen = chain.head();
        county.commit(county.party("late", 1));

        AuditResult result = TestChain.audit(
                chain.export(), AuditOptions.at(TestChain.NOW).withHead(seen).withTrust(chain.roots()));

        assertThat(result.verdict()).isEqualTo(Verdict.CONSISTENT);
        assertThat(result.knownBlock()).isEqualTo(3);
    }

    @Test
    void a_ledger_cut_back_or_rewritten_does_not_have_the_head_that_the_asker_saw() {
        AuditOptions asker = AuditOptions.at(TestChain.NOW).withHead(chain.head());
        chain.blocks().removeLast();

        AuditResult cut = TestChain.audit(chain.export(), asker);
        county.commit(county.party("c", 1));
        AuditResult rewritten = TestChain.audit(chain.export(), asker);

        assertThat(TestChain.offence(cut).kind()).isEqualTo(Kind.HEAD_NOT_FOUND);
        assertThat(TestChain.offence(rewritten).kind()).isEqualTo(Kind.HEAD_NOT_FOUND);
    }

    @Test
    void a_ledger_under_another_root_is_not_trusted() {
        byte[] others = new TestChain().roots();

        AuditResult result =
                TestChain.audit(chain.export(), AuditOptions.at(TestChain.NOW).withTrust(others));

        assertThat(TestChain.offence(result).kind()).isEqualTo(Kind.ROOT_NOT_TRUSTED);
        assertThat(List.of("OrdererMSP", "RegistryMSP", "TradeMSP"))
                .contains(TestChain.offence(result).key());
    }

    @Test
    void without_signatures_there_is_no_verdict_of_shown() {
        AuditResult result = TestChain.audit(
                chain.export(),
                AuditOptions.at(TestChain.NOW)
                        .withHead(chain.head())
                        .withTrust(chain.roots())
                        .withoutSignatures());

        assertThat(result.verdict()).isEqualTo(Verdict.CONSISTENT);
        assertThat(result.signaturesChecked()).isFalse();
        assertThat(result.counts().signatures()).isZero();
    }
}
