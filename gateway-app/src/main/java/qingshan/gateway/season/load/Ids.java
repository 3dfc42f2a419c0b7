package qingshan.gateway.season.load;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import qingshan.gateway.home.Secrets;
import qingshan.rules.value.Digest;
import qingshan.rules.value.Id;
import qingshan.rules.value.RecordName;
import qingshan.rules.value.Salt;

/**
 * Ids and salts made from the organization's secrets: random to others, the same on every ledger and after every crash.
 */
public final class Ids {
    private static final int ID_BYTES = 16;
    private static final String HMAC = "HmacSHA256";

    private final Mac ids;
    private final Mac salts;

    private Ids(byte[] ids, byte[] salts) {
        this.ids = mac(ids);
        this.salts = mac(salts);
    }

    /** With the secrets that the database keeps; makes them the first time. */
    public static Ids of(Connection connection) throws SQLException {
        return new Ids(Secrets.of(connection, Secrets.IDS), Secrets.of(connection, Secrets.MARKET));
    }

    /** The id of a printed card. */
    public Id card(String number) {
        return id("card", number);
    }

    /** The id of the party that holds a printed card. */
    public Id party(String card) {
        return id("party", card);
    }

    /** The id of a plot. */
    public Id plot(String number) {
        return id("plot", number);
    }

    /** The id of a market. */
    public Id market(String name) {
        return id("market", name);
    }

    /** A commitment to what is known of a party, under a salt that nobody else has. */
    public Digest commitment(String card, String known) {
        return new Digest(HexFormat.of().formatHex(hmac(salts, "party", card + "\u001f" + known)));
    }

    /** The salt of a slip's price and amount: a run that is taken up again says the same. */
    public Salt salt(RecordName row) {
        return new Salt(HexFormat.of().formatHex(hmac(salts, "slip", row.value()), 0, ID_BYTES));
    }

    private Id id(String kind, String number) {
        return new Id(HexFormat.of().formatHex(hmac(ids, kind, number), 0, ID_BYTES));
    }

    private static synchronized byte[] hmac(Mac mac, String kind, String text) {
        return mac.doFinal((kind + "\u001f" + text).getBytes(StandardCharsets.UTF_8));
    }

    private static Mac mac(byte[] secret) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(secret, HMAC));
            Arrays.fill(secret, (byte) 0);
            return mac;
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java has " + HMAC, e);
        }
    }
}
