package qingshan.gateway.label;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import qingshan.rules.value.RecordName;

/**
 * Makes serials. A market's secret, a run and an index always give the same serial, so that a chunk can be made again after
 * a crash; without the secret nobody can tell the next one, and one guess in 2⁶⁵ hits a given one. Whoever holds the secret
 * can print labels.
 *
 * <p>Serials are not made to be free of collisions: among 100 million there are two alike with odds of 1 in 7,000. Where
 * serials are kept they must be unique, and an index whose serial is taken already is made void and not printed.
 */
public final class SerialMaker {
    private static final String ALGORITHM = "HmacSHA256";
    /** So that a secret that is used for something else as well gives other values there. */
    private static final byte[] PURPOSE = "qingshan serial\0".getBytes(StandardCharsets.UTF_8);

    private static final int SECRET_BYTES_MIN = 16;

    private final SecretKeySpec secret;

    /**
     * With a market's secret.
     *
     * @param secret at least 16 bytes; copied
     * @throws IllegalArgumentException if it is shorter
     */
    public SerialMaker(byte[] secret) {
        if (secret.length < SECRET_BYTES_MIN) {
            throw new IllegalArgumentException("a secret has at least " + SECRET_BYTES_MIN + " bytes");
        }
        this.secret = new SecretKeySpec(secret, ALGORITHM);
    }

    /**
     * The serials of a chunk.
     *
     * @param run whose packs they are for
     * @param first index of the first, from 1
     * @param count how many, from 1
     */
    public List<Serial> chunk(RecordName run, long first, int count) {
        Mac mac = mac();
        List<Serial> serials = new ArrayList<>(count);
        for (long index = first; index < first + count; index++) {
            serials.add(serial(mac, run, index));
        }
        return serials;
    }

    /**
     * One serial.
     *
     * @param index from 1
     */
    public Serial serial(RecordName run, long index) {
        return serial(mac(), run, index);
    }

    /** The index has a fixed width and stands last, so that no other run and index give the same bytes. */
    private static Serial serial(Mac mac, RecordName run, long index) {
        mac.update(PURPOSE);
        mac.update(run.value().getBytes(StandardCharsets.UTF_8));
        mac.update(ByteBuffer.allocate(Long.BYTES).putLong(0, index));
        return new Serial(Symbols.write(mac.doFinal(), Serial.LENGTH));
    }

    private Mac mac() {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
