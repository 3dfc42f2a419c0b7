package qingshan.gateway.fabric;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import com.google.rpc.Code;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLHandshakeException;
import org.hyperledger.fabric.client.CommitStatusException;
import org.hyperledger.fabric.client.EndorseException;
import org.hyperledger.fabric.client.GatewayException;
import org.hyperledger.fabric.protos.gateway.ErrorDetail;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import qingshan.gateway.ledger.Actor;
import qingshan.gateway.ledger.Answer;
import qingshan.gateway.ledger.LedgerException;
import qingshan.gateway.ledger.Refusals;

/** What is made of statuses as Fabric 3.1.5 words them; that it words them so, {@link FabricLedgerTest} shows. */
class FailuresTest {
    private static final Actor CLERK = new Actor("TradeMSP", "clerk");
    private static final List<String> BOTH = List.of("TradeMSP", "RegistryMSP");
    private static final Connection CONNECTION = new Connection(
            "qingshan", "qingshan", "TradeMSP", List.of("127.0.0.1:7211"), List.of("TradeMSP", "RegistryMSP"), 2);
    private static final String NO_TEA = "chaincode response 500, {\"code\":\"NO_TEA\",\"detail\":{\"at\":1}}";

    @Test
    void what_all_refuse_alike_is_a_refusal() {
        assertThat(endorsing(detail("TradeMSP", NO_TEA), detail("RegistryMSP", NO_TEA)))
                .isEqualTo(new Endorsing.Refused(new Answer.Refused("NO_TEA", "{\"at\":1}")));
    }

    @Test
    void what_one_refuses_and_another_endorses_is_no_refusal() {
        assertThat(endorsing(detail("RegistryMSP", NO_TEA))).isInstanceOf(Endorsing.Disagreed.class);
    }

    @Test
    void what_they_refuse_for_different_reasons_is_no_refusal() {
        assertThat(endorsing(detail("TradeMSP", NO_TEA), detail("RegistryMSP", NO_TEA.replace('1', '2'))))
                .isInstanceOf(Endorsing.Disagreed.class);
    }

    @Test
    void different_results_are_a_disagreement() {
        assertThat(endorsing(detail("RegistryMSP", "ProposalResponsePayloads do not match")))
                .isInstanceOf(Endorsing.Disagreed.class);
    }

    @Test
    void an_endorser_that_cannot_be_reached_is_away_whatever_others_say() {
        ErrorDetail away = detail("RegistryMSP", "rpc error: code = Unavailable desc = connection error: refused");
        for (ErrorDetail[] details : new ErrorDetail[][] {{away}, {detail("TradeMSP", NO_TEA), away}}) {
            assertThat(endorsing(details))
                    .isInstanceOfSatisfying(
                            Endorsing.Away.class,
                            it -> assertThat(it.endorsers()).containsExactly("RegistryMSP"));
        }
    }

    @Test
    void an_organization_of_which_no_endorser_is_known_is_away() {
        EndorseException failure = new EndorseException(
                "",
                Status.UNAVAILABLE
                        .withDescription("failed to find any endorsing peers for org(s): RegistryMSP, AuditorMSP")
                        .asRuntimeException());
        assertThat(Failures.endorsing(failure, BOTH, CLERK, CONNECTION))
                .isInstanceOfSatisfying(
                        Endorsing.Away.class,
                        it -> assertThat(it.endorsers()).containsExactly("RegistryMSP", "AuditorMSP"));
    }

    @Test
    void of_those_that_do_not_answer_in_time_it_is_the_others_if_the_own_peer_says_so_and_else_the_own_peer() {
        assertThat(Failures.endorsing(
                        late("endorsement timeout expired while collecting endorsements"), BOTH, CLERK, CONNECTION))
                .isInstanceOfSatisfying(
                        Endorsing.Away.class, it -> assertThat(it.endorsers()).containsExactly("RegistryMSP"));
        assertThat(Failures.endorsing(late("deadline exceeded after 9.9s"), BOTH, CLERK, CONNECTION))
                .isInstanceOfSatisfying(
                        Endorsing.Failed.class,
                        it -> assertThat(it.why()).hasMessageContaining("No peer of this organization answers"));
    }

    private static EndorseException late(String description) {
        return new EndorseException(
                "", Status.DEADLINE_EXCEEDED.withDescription(description).asRuntimeException());
    }

    @Test
    void a_question_that_a_contract_refuses_is_answered() {
        assertThat(Failures.answer(failure(Status.UNKNOWN, "evaluate call to endorser returned error: " + NO_TEA)))
                .contains(new Answer.Refused("NO_TEA", "{\"at\":1}"));
        assertThat(Failures.answer(failure(
                                Status.UNKNOWN,
                                "evaluate call to endorser returned error: chaincode response 500, Error during"
                                        + " contract method execution"))
                        .map(Answer.Refused::code))
                .contains(Refusals.CONTRACT_FAILED);
    }

    @Test
    void a_refusal_that_stands_in_the_details_too_is_the_same_refusal() {
        assertThat(Failures.answer(unavailable("evaluate call to endorser returned error: " + NO_TEA, NO_TEA)))
                .contains(new Answer.Refused("NO_TEA", "{\"at\":1}"));
    }

    @Test
    void a_clock_that_is_off_is_told() {
        assertThat(Failures.answer(failure(
                                Status.UNAVAILABLE,
                                "request unauthorized due to incorrect timestamp 2026-11-21T00:00:00Z, peer time"))
                        .map(Answer.Refused::code))
                .contains(Refusals.TIME_WINDOW);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "UNAVAILABLE|io exception|No peer of this organization answers",
                "DEADLINE_EXCEEDED|deadline exceeded after 9.9s|No peer of this organization answers",
                "UNKNOWN|too many requests for gateway.Gateway, exceeding concurrency limit (500)|Too much is under way",
                "FAILED_PRECONDITION|error validating proposal: access denied: channel [qingshan] creator org [X]|clerk of"
                        + " TradeMSP",
                "UNAVAILABLE|proposal client identity expired|has expired",
                "ABORTED|channel 'qingshan' not found|this is another network",
                "INTERNAL|what nobody foresaw|INTERNAL: what nobody foresaw"
            })
    void each_failure_says_what_to_do(Status.Code code, String description, String sentence) {
        LedgerException explained = Failures.explained(failure(code.toStatus(), description), CLERK, CONNECTION);
        assertThat(explained).hasMessageContaining(sentence);
        assertThat(explained.sentence(Locale.CHINESE)).doesNotContain("{").isNotEqualTo(explained.getMessage());
    }

    @Test
    void a_handshake_that_fails_is_told_apart_from_a_peer_that_is_away() {
        Status status = Status.UNAVAILABLE
                .withDescription("io exception")
                .withCause(new SSLHandshakeException("PKIX path building failed"));
        assertThat(Failures.explained(new GatewayException(status.asRuntimeException()), CLERK, CONNECTION))
                .hasMessageContaining("TLS certificates");
    }

    @Test
    void a_peer_that_says_that_others_are_away_is_there() {
        assertThat(Failures.isOfThePeer(failure(Status.UNAVAILABLE, "io exception")))
                .isTrue();
        for (String said : List.of(
                "no orderer nodes available",
                "no orderers could successfully process transaction",
                "insufficient number of orderers could successfully process transaction to satisfy quorum requirement",
                "failed to find any endorsing peers for org(s): RegistryMSP")) {
            assertThat(Failures.isOfThePeer(failure(Status.UNAVAILABLE, said))).isFalse();
        }
    }

    @Test
    void a_time_that_is_over_says_nothing_of_a_peer_that_waits_for_a_block_and_never_that_it_is_there() {
        StatusRuntimeException over = Status.DEADLINE_EXCEEDED
                .withDescription("CallOptions deadline exceeded after 9.9s")
                .asRuntimeException();
        assertThat(Failures.isOfThePeer(new GatewayException(over))).isTrue();
        assertThat(Failures.isOfThePeer(new CommitStatusException("", over))).isFalse();
        assertThat(Failures.isSilence(new CommitStatusException("", over))).isTrue();
        assertThat(Failures.isSilence(failure(Status.CANCELLED, "by this side")))
                .isTrue();
        assertThat(Failures.isSilence(
                        failure(Status.DEADLINE_EXCEEDED, "endorsement timeout expired while collecting endorsements")))
                .as("a peer said so")
                .isFalse();
    }

    @Test
    void one_endorser_that_does_not_know_who_submits_is_as_if_away_and_all_or_the_own_are_believed() {
        ErrorDetail own = detail("TradeMSP", "access denied: channel [qingshan] creator org [TradeMSP]");
        ErrorDetail other = detail("RegistryMSP", "access denied: channel [qingshan] creator org [TradeMSP]");
        assertThat(endorsing(other))
                .isInstanceOfSatisfying(
                        Endorsing.Away.class, it -> assertThat(it.endorsers()).containsExactly("RegistryMSP"));
        assertThat(endorsing(own)).isInstanceOf(Endorsing.Failed.class);
        assertThat(endorsing(own, other)).isInstanceOf(Endorsing.Failed.class);
        Connection outside = new Connection(
                "qingshan", "qingshan", "BankMSP", List.of("127.0.0.1:7211"), List.of("TradeMSP", "RegistryMSP"), 2);
        assertThat(endorsing(outside, own, other)).isInstanceOf(Endorsing.Failed.class);
        assertThat(endorsing(outside, own)).isInstanceOf(Endorsing.Away.class);
    }

    @Test
    void a_peer_that_lets_a_question_not_pass_is_there_and_says_why_in_details() {
        GatewayException expired = unavailable("failed to evaluate transaction", "proposal client identity expired");
        assertThat(Failures.isOfThePeer(expired)).isFalse();
        assertThat(Failures.explained(expired, CLERK, CONNECTION)).hasMessageContaining("has expired");
        GatewayException late =
                unavailable("failed to evaluate transaction", "request unauthorized due to incorrect timestamp");
        assertThat(Failures.isOfThePeer(late)).isFalse();
        assertThat(Failures.answer(late).map(Answer.Refused::code)).contains(Refusals.TIME_WINDOW);
        assertThat(Failures.isOfThePeer(unavailable("failed to evaluate transaction", "connection error: refused")))
                .as("another peer may have a chaincode that answers")
                .isTrue();
    }

    @Test
    void what_orderers_refuse_is_told_from_orderers_that_are_away() {
        String forbidden = "received unsuccessful response from orderer: status=FORBIDDEN, info=revoked";
        String full = "received unsuccessful response from orderer: status=SERVICE_UNAVAILABLE, info=full";
        assertThat(Failures.isRefused(failure(Status.ABORTED, forbidden)))
                .as("by the last that a peer asked under Raft")
                .isTrue();
        assertThat(Failures.isRefused(ordering(forbidden, forbidden))).isTrue();
        assertThat(Failures.isRefused(ordering(forbidden))).isTrue();
        assertThat(Failures.isRefused(ordering(forbidden, full))).isFalse();
        assertThat(Failures.isRefused(ordering(full))).isFalse();
        assertThat(Failures.isRefused(ordering())).isFalse();
        assertThat(Failures.isRefusedByOne(ordering(forbidden, full))).isTrue();
        assertThat(Failures.isRefusedByOne(ordering(full))).isFalse();
        assertThat(Failures.isRefusedByOne(failure(Status.ABORTED, forbidden))).isTrue();
    }

    private static GatewayException ordering(String... said) {
        return unavailable("insufficient number of orderers", said);
    }

    private static GatewayException unavailable(String message, String... said) {
        return new GatewayException(StatusProto.toStatusRuntimeException(com.google.rpc.Status.newBuilder()
                .setCode(Code.UNAVAILABLE_VALUE)
                .setMessage(message)
                .addAllDetails(Arrays.stream(said)
                        .map(one -> Any.pack(detail("RegistryMSP", one)))
                        .toList())
                .build()));
    }

    private static GatewayException failure(Status status, String description) {
        return new GatewayException(status.withDescription(description).asRuntimeException());
    }

    private static ErrorDetail detail(String mspId, String message) {
        return ErrorDetail.newBuilder()
                .setAddress("127.0.0.1:7211")
                .setMspId(mspId)
                .setMessage(message)
                .build();
    }

    private static Endorsing endorsing(ErrorDetail... details) {
        return endorsing(CONNECTION, details);
    }

    private static Endorsing endorsing(Connection connection, ErrorDetail... details) {
        StatusRuntimeException status = StatusProto.toStatusRuntimeException(com.google.rpc.Status.newBuilder()
                .setCode(Code.ABORTED_VALUE)
                .setMessage("failed to collect enough transaction endorsements, see attached details for more info")
                .addAllDetails(Arrays.stream(details).map(Any::pack).toList())
                .build());
        return Failures.endorsing(new EndorseException("", status), BOTH, CLERK, connection);
    }
}
