package qingshan.gateway.fabric;

import io.grpc.Status;
import java.security.GeneralSecurityException;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.hyperledger.fabric.client.CommitStatusException;
import org.hyperledger.fabric.client.EndorseException;
import org.hyperledger.fabric.client.GatewayException;
import org.hyperledger.fabric.protos.gateway.ErrorDetail;
import qingshan.gateway.ledger.Actor;
import qingshan.gateway.ledger.Answer;
import qingshan.gateway.ledger.LedgerException;
import qingshan.gateway.ledger.Refusals;
import qingshan.rules.json.CanonicalJson;
import qingshan.rules.json.JsonObject;

/**
 * What a peer's errors mean. Types and codes say most of it; what Fabric 3.1 tells by words alone is read from words here and
 * nowhere else ({@code internal/pkg/gateway} and {@code core/handlers/auth/filter} of its sources).
 */
final class Failures {
    /** What a peer says of an orderer that looked at a transaction and does not take it now. */
    private static final Pattern REFUSAL =
            Pattern.compile("orderer: status=(BAD_REQUEST|FORBIDDEN|NOT_FOUND|REQUEST_ENTITY_TOO_LARGE)");

    /** Before what a contract says when it refuses. */
    private static final String CONTRACT = "chaincode response 500, ";

    private static final String MISMATCH = "ProposalResponsePayloads do not match";
    private static final String NO_ENDORSER = "failed to find any endorsing peers for org(s): ";
    /** A peer that is there says these with the code for one that is not. */
    private static final List<String> SAID_BY_PEER = List.of(
            NO_ENDORSER,
            "no orderer nodes available",
            "insufficient number of orderers",
            "no orderers could successfully process");

    private static final String LIMITED = "exceeding concurrency limit";
    private static final String TIME = "incorrect timestamp";
    private static final String EXPIRED = "identity expired";
    private static final List<String> DENIED =
            List.of("access denied", "creator org", "PermissionDenied", "signature set did not satisfy policy");
    /** What a peer's filters say. */
    private static final List<String> FILTERED = List.of(TIME, EXPIRED);

    private static final int DESCRIPTION_MAX = 200;

    private Failures() {}

    /**
     * Whether the peer itself did not answer, so that another one may. Of a question whose certificate or time its own filters
     * do not let pass it says that nobody could be asked, and only the details say why.
     */
    static boolean isOfThePeer(GatewayException failure) {
        Status status = failure.getStatus();
        return switch (status.getCode()) {
            case UNAVAILABLE ->
                SAID_BY_PEER.stream().noneMatch(description(status)::startsWith)
                        && FILTERED.stream().noneMatch(words(failure)::contains);
            case DEADLINE_EXCEEDED ->
                // that no block comes in time is no fault of the peer's
                isSilence(failure) && !(failure instanceof CommitStatusException);
            default -> false;
        };
    }

    /** Whether it says nothing of the peer: this side ended the call, or its time was over. */
    static boolean isSilence(GatewayException failure) {
        Status status = failure.getStatus();
        return switch (status.getCode()) {
            case CANCELLED -> true;
            case DEADLINE_EXCEEDED ->
                status.getCause() != null || description(status).contains("deadline exceeded");
            default -> false;
        };
    }

    /**
     * What a question came to, if the contract, or the peer's filter for it, refused to answer.
     *
     * @return empty if it could not be asked
     */
    static Optional<Answer.Refused> answer(GatewayException failure) {
        return said(failure).map(Failures::refusal).flatMap(Optional::stream).findFirst();
    }

    /** Whether a status is that of a transaction that the peer's ledger does not have. */
    static boolean isNotThere(GatewayException failure) {
        return description(failure.getStatus()).contains("no such transaction ID");
    }

    /**
     * Whether orderers that looked at a transaction refuse it now. It is no more than what they say: under Raft one of them
     * may have taken it just before, which the peer does not tell; under BFT a peer asks all, and gives up when one more has
     * failed than may be faulty, so others may have taken it too.
     */
    static boolean isRefused(GatewayException failure) {
        List<ErrorDetail> details = failure.getDetails();
        return failure.getStatus().getCode() == Status.Code.ABORTED
                || (!details.isEmpty() && details.stream().allMatch(Failures::isRefusal));
    }

    /** Whether one orderer at least looked at it and refuses it: so the network may well order what others send. */
    static boolean isRefusedByOne(GatewayException failure) {
        return isRefused(failure) || failure.getDetails().stream().anyMatch(Failures::isRefusal);
    }

    private static boolean isRefusal(ErrorDetail detail) {
        return REFUSAL.matcher(detail.getMessage()).find();
    }

    /** What asking some organizations for endorsements came to. */
    static Endorsing endorsing(EndorseException failure, List<String> asked, Actor actor, Connection connection) {
        String description = description(failure.getStatus());
        if (description.startsWith(NO_ENDORSER)) {
            List<String> missing =
                    List.of(description.substring(NO_ENDORSER.length()).split(", ", -1));
            return away(failure, missing);
        }
        List<ErrorDetail> details = failure.getDetails();
        if (failure.getStatus().getCode() != Status.Code.ABORTED || details.isEmpty()) {
            // the own peer waits for others less long than it is waited for: when it says nothing, it is the own peer
            boolean slow = failure.getStatus().getCode() == Status.Code.DEADLINE_EXCEEDED && !isSilence(failure);
            List<String> others = asked.stream()
                    .filter(mspId -> !mspId.equals(connection.mspId()))
                    .toList();
            return slow && !others.isEmpty()
                    ? away(failure, others)
                    : new Endorsing.Failed(explained(failure, actor, connection));
        }
        Set<String> refusing = new HashSet<>();
        Set<Answer.Refused> refusals = new LinkedHashSet<>();
        Set<String> silent = new TreeSet<>();
        boolean mismatch = false;
        for (ErrorDetail detail : details) {
            Optional<Answer.Refused> refusal = refusal(detail.getMessage());
            if (refusal.isPresent()) {
                refusing.add(detail.getMspId());
                refusals.add(refusal.get());
            } else if (detail.getMessage().equals(MISMATCH)) {
                mismatch = true;
            } else {
                silent.add(detail.getMspId());
            }
        }
        if (mismatch) {
            return new Endorsing.Disagreed();
        }
        Map<String, LedgerException> denying = new TreeMap<>();
        details.forEach(detail ->
                ofIdentity(detail.getMessage(), failure, actor).ifPresent(why -> denying.put(detail.getMspId(), why)));
        // one alone that is not the own may lack the newest configuration: then it is as if it were not there
        LedgerException denied = denying.get(connection.mspId());
        if (denied == null && denying.keySet().containsAll(asked)) {
            denied = denying.values().iterator().next();
        }
        if (denied != null) {
            return new Endorsing.Failed(denied);
        }
        if (!silent.isEmpty()) {
            return away(failure, List.copyOf(silent));
        }
        return refusing.containsAll(asked) && refusals.size() == 1
                ? new Endorsing.Refused(refusals.iterator().next())
                : new Endorsing.Disagreed();
    }

    /** Why a peer could not be asked, with what to do. */
    static LedgerException explained(GatewayException failure, Actor actor, Connection connection) {
        return explained(failure.getStatus().withDescription(words(failure)), failure, actor, connection);
    }

    /** The same of a status by itself. */
    static LedgerException explained(Status status, Exception failure, Actor actor, Connection connection) {
        String peers = String.join(", ", connection.peers());
        String description = description(status);
        if (description.contains(LIMITED)) {
            return LedgerException.of("overloaded", failure);
        }
        Optional<LedgerException> ofIdentity = ofIdentity(description, failure, actor);
        if (ofIdentity.isPresent()) {
            return ofIdentity.get();
        }
        if (isOfTls(status)) {
            return LedgerException.of("tls", failure, peers);
        }
        if (description.contains("channel '" + connection.channel() + "' not found")
                || description.contains("channel " + connection.channel() + " not found")) {
            return LedgerException.of("channel", failure, peers, connection.channel());
        }
        return switch (status.getCode()) {
            case UNAVAILABLE, DEADLINE_EXCEEDED -> LedgerException.of("peers.away", failure, peers);
            default -> LedgerException.of("peer.failed", failure, peers, said(status));
        };
    }

    private static Optional<Answer.Refused> refusal(String message) {
        int at = message.indexOf(CONTRACT);
        if (at >= 0) {
            return Optional.of(Refusals.read(message.substring(at + CONTRACT.length())));
        }
        return message.contains(TIME)
                ? Optional.of(new Answer.Refused(Refusals.TIME_WINDOW, CanonicalJson.write(JsonObject.EMPTY)))
                : Optional.empty();
    }

    private static Optional<LedgerException> ofIdentity(String message, Exception failure, Actor actor) {
        if (message.contains(EXPIRED)) {
            return Optional.of(LedgerException.of("identity.ended", failure, actor.name(), actor.mspId()));
        }
        return DENIED.stream().anyMatch(message::contains)
                ? Optional.of(LedgerException.of("identity.denied", failure, actor.name(), actor.mspId()))
                : Optional.empty();
    }

    private static boolean isOfTls(Status status) {
        for (Throwable cause = status.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof SSLException || cause instanceof GeneralSecurityException) {
                return true;
            }
        }
        return false;
    }

    /** These organizations did not say anything. */
    private static Endorsing away(Exception failure, List<String> mspIds) {
        return new Endorsing.Away(mspIds, LedgerException.of("endorsers.away", failure, String.join(", ", mspIds)));
    }

    /** A status in words, for an engineer. */
    static String said(Status status) {
        String description = description(status);
        String cut = description.length() > DESCRIPTION_MAX ? description.substring(0, DESCRIPTION_MAX) : description;
        return status.getCode() + ": " + cut;
    }

    /** What a peer says, and then what it says that others said, which may be the same. */
    private static Stream<String> said(GatewayException failure) {
        return Stream.concat(
                Stream.of(description(failure.getStatus())),
                failure.getDetails().stream().map(ErrorDetail::getMessage));
    }

    private static String words(GatewayException failure) {
        return said(failure).collect(Collectors.joining("; "));
    }

    private static String description(Status status) {
        String description = status.getDescription();
        return description == null ? "" : description;
    }
}
