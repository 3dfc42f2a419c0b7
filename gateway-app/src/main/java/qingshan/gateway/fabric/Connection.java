package qingshan.gateway.fabric;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import qingshan.gateway.Trouble;
import qingshan.gateway.home.Home;
import qingshan.gateway.ledger.LedgerException;
import qingshan.rules.Refusal;
import qingshan.rules.json.BadMember;
import qingshan.rules.json.CanonicalJson;
import qingshan.rules.json.JsonParser;
import qingshan.rules.json.Records;

/**
 * How a home reaches its network: {@code fabric/connection.json} in the home. Beside it stand {@code tls-roots.pem}, the
 * roots by which its peers are known, {@code tls-client.pem}, certificate and key by which they know it, and {@code wallet}.
 *
 * @param channel where the ledger is
 * @param chaincode its name, which is also the namespace of the state
 * @param mspId the organization whose gateway this is
 * @param peers of that organization, each {@code host:port}, in order of preference
 * @param endorsers the organizations that endorse, in order of preference
 * @param endorsements how many of them endorse a transaction
 */
public record Connection(
        String channel, String chaincode, String mspId, List<String> peers, List<String> endorsers, int endorsements) {
    private static final String DIRECTORY = "fabric";
    private static final String NAME = "connection.json";
    private static final Pattern ADDRESS = Pattern.compile("[A-Za-z0-9.-]{1,253}:[0-9]{1,5}");
    private static final Pattern MSP_ID = Pattern.compile("[A-Za-z][A-Za-z0-9.-]{0,62}");
    private static final int PEERS_MAX = 16;

    /** Refuses what nobody could be reached by. */
    public Connection {
        peers = List.copyOf(peers);
        endorsers = List.copyOf(endorsers);
        if (!MSP_ID.matcher(mspId).matches()) {
            throw new BadMember("mspId", "is no MSP id");
        }
        if (peers.isEmpty()
                || peers.size() > PEERS_MAX
                || !peers.stream().allMatch(peer -> ADDRESS.matcher(peer).matches())) {
            throw new BadMember("peers", "must be 1 to " + PEERS_MAX + " of host:port");
        }
        if (new HashSet<>(peers).size() != peers.size()) {
            throw new BadMember("peers", "names one twice");
        }
        if (!endorsers.stream().allMatch(endorser -> MSP_ID.matcher(endorser).matches())
                || new HashSet<>(endorsers).size() != endorsers.size()) {
            throw new BadMember("endorsers", "must be MSP ids, each once");
        }
        if (endorsements < 1 || endorsements > endorsers.size()) {
            throw new BadMember("endorsements", "must be 1 to as many as there are endorsers");
        }
    }

    /** Whether a home has one, and so a ledger on Fabric. */
    public static boolean isThere(Home home) {
        return Files.exists(file(home));
    }

    /**
     * That of a home.
     *
     * @throws LedgerException if there is none, or it is not as it must be
     */
    public static Connection of(Home home) {
        Path file = file(home);
        try {
            return Records.read(JsonParser.object(Files.readString(file)), Connection.class);
        } catch (IOException e) {
            throw LedgerException.of("connection.unread", e, file, Trouble.of(e));
        } catch (Refusal e) {
            throw LedgerException.of(
                    "connection.wrong",
                    e,
                    file,
                    String.valueOf(e.detail().text("field")),
                    String.valueOf(e.detail().text("problem")));
        }
    }

    /** Makes it a home's. */
    public void write(Home home) throws IOException {
        Home.writeSecret(
                home.directory(DIRECTORY).resolve(NAME), CanonicalJson.bytes(Records.write(this, Connection.class)));
    }

    /** The directory of a home that holds it and all that belongs to it. */
    public static Path directory(Home home) {
        return home.path().resolve(DIRECTORY);
    }

    private static Path file(Home home) {
        return directory(home).resolve(NAME);
    }
}
