package qingshan.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hyperledger.fabric.protos.common.MSPRole.MSPRoleType.CLIENT;
import static org.hyperledger.fabric.protos.common.MSPRole.MSPRoleType.PEER;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import qingshan.proof.identity.EndorsementPolicy;
import qingshan.proof.offence.Kind;
import qingshan.proof.offence.Offence;

/** Endorsements that are all good, by organizations that may not endorse this, or by too few. */
class EndorsementPolicyTest {
    private static final String TRADE = "TradeMSP";
    private static final String REGISTRY = "RegistryMSP";

    private final TestCounty county = new TestCounty();
    private final TestChain chain = county.chain;
    private final TestSigner otherPeer = chain.trade.issue("peer1", "peer");

    private void found(Kind kind, long block) {
        Offence offence = TestChain.offence(chain.audit());
        assertThat(offence.kind()).as(offence.toString()).isEqualTo(kind);
        assertThat(offence.block()).isEqualTo(block);
    }

    private TestTransaction endorsedBy(TestSigner... peers) {
        TestTransaction transaction = county.party("party " + chain.blocks().size(), 1);
        transaction.endorsers = List.of(peers);
        return transaction;
    }

    @Test
    void who_endorses_is_another_than_block_0_names() {
        chain.block(endorsedBy(chain.peer));
        assertThat(chain.audit().offence()).isNull();
        chain.block(endorsedBy(chain.registryPeer));
        found(Kind.ENDORSEMENT_POLICY, 2);
    }

    @Test
    void fewer_organizations_endorse_than_block_0_asks_for() {
        chain.endorsement(TestChain.endorsement(2, PEER, TRADE, REGISTRY));
        chain.block(endorsedBy(chain.peer, chain.registryPeer));
        assertThat(chain.audit().offence()).isNull();
        chain.block(endorsedBy(chain.peer));
        found(Kind.ENDORSEMENT_POLICY, 2);
    }

    @Test
    void two_peers_of_one_organization_stand_for_two() {
        chain.endorsement(TestChain.endorsement(2, PEER, TRADE, REGISTRY));
        chain.block(endorsedBy(chain.peer, otherPeer));
        found(Kind.ENDORSEMENT_POLICY, 1);
    }

    @Test
    void a_policy_of_others_than_peers_is_not_judged() {
        chain.endorsement(TestChain.endorsement(1, CLIENT, TRADE));
        chain.block(endorsedBy(chain.peer));
        found(Kind.UNSUPPORTED, 0);
    }

    @Test
    void without_a_policy_in_block_0_the_story_needs_two_organizations() {
        TestCounty story = TestCounty.told(chain -> {
            chain.endorsement(null);
            chain.endorsers = function -> List.of(chain.peer, chain.registryPeer);
        });
        assertThat(story.chain.audit().offence()).isNull();
    }

    @Test
    void a_slip_that_the_trade_endorses_alone() {
        TestCounty story = TestCounty.told(chain -> {
            chain.endorsement(null);
            chain.endorsers = function ->
                    function.equals("RecordSlip") ? List.of(chain.peer) : List.of(chain.peer, chain.registryPeer);
        });
        Offence offence = TestChain.offence(story.chain.audit());
        assertThat(offence.kind()).isEqualTo(Kind.ENDORSEMENT_POLICY);
        assertThat(story.steps().get((int) offence.block() - 1).type()).isEqualTo("RecordSlip");
        assertThat(offence.transactionId()).isNotNull();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            RecordSlip,       true,  TradeMSP,    TradeMSP RegistryMSP,   true
            RecordSlip,       true,  TradeMSP,    RegistryMSP AuditorMSP, true
            RecordSlip,       true,  TradeMSP,    TradeMSP,               false
            RecordSlip,       true,  TradeMSP,    TradeMSP TradeMSP,      false
            RecordSlip,       true,  TradeMSP,    TradeMSP BankMSP,       false
            RecordBatch,      true,  TradeMSP,    TradeMSP AuditorMSP,    true
            RecordBatch,      true,  TradeMSP,    TradeMSP,               false
            RecordPacking,    true,  TradeMSP,    TradeMSP,               false
            ReadCard,         true,  TradeMSP,    TradeMSP,               false
            RegisterParty,    true,  RegistryMSP, RegistryMSP,            true
            RegisterParty,    true,  TradeMSP,    TradeMSP RegistryMSP,   true
            RegisterParty,    true,  TradeMSP,    TradeMSP,               false
            RegisterParty,    true,  TradeMSP,    RegistryMSP AuditorMSP, false
            PublishPolicy,    true,  RegistryMSP, RegistryMSP AuditorMSP, true
            IssueCertificate, true,  TradeMSP,    TradeMSP BankMSP,       false
            IssueCertificate, true,  TradeMSP,    TradeMSP AuditorMSP,    true
            RegisterParty,    false, TradeMSP,    RegistryMSP AuditorMSP, true
            RegisterParty,    false, TradeMSP,    TradeMSP BankMSP,       false
            GrantConsent,     true,  RegistryMSP, TradeMSP AuditorMSP,    false
            GrantConsent,     true,  RegistryMSP, RegistryMSP TradeMSP,   true
            RegisterMarket,   true,  RegistryMSP, TradeMSP AuditorMSP,    false
            RegisterMarket,   false, RegistryMSP, TradeMSP AuditorMSP,    true
            """)
    void the_table_of_the_ledger(String command, boolean changes, String submitter, String endorsers, boolean holds) {
        EndorsementPolicy table = new EndorsementPolicy(null);
        assertThat(table.fault(command, changes, submitter, List.of(endorsers.split(" "))) == null)
                .isEqualTo(holds);
    }
}
