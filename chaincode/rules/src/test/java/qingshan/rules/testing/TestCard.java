package qingshan.rules.testing;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.crypto.signers.PlainDSAEncoding;
import org.bouncycastle.crypto.signers.SM2Signer;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import qingshan.rules.json.JsonObject;
import qingshan.rules.json.Records;
import qingshan.rules.lot.Recording;
import qingshan.rules.party.SignedForm;
import qingshan.rules.signature.Algorithm;
import qingshan.rules.signature.Base64Url;
import qingshan.rules.signature.PublicKey;
import qingshan.rules.signature.SignatureValue;
import qingshan.rules.value.Counter;
import qingshan.rules.value.Id;

/**
 * A holder's card as a test has it: one key pair, and the counter of its signatures. Key and signatures depend on the
 * seed and on what is signed alone, so that files of examples stay the same byte for byte.
 */
public final class TestCard {
    private static final int COORDINATE_BYTES = 32;

    private final Id card;
    private final int key;
    private final Algorithm algorithm;
    private final ECPrivateKeyParameters secret;
    private final PublicKey publicKey;
    private long used;

    private TestCard(Id card, int key, Algorithm algorithm, ECPrivateKeyParameters secret) {
        this.card = card;
        this.key = key;
        this.algorithm = algorithm;
        this.secret = secret;
        byte[] point = new FixedPointCombMultiplier()
                .multiply(secret.getParameters().getG(), secret.getD())
                .getEncoded(false);
        this.publicKey = new PublicKey(algorithm, Base64Url.encode(point));
    }

    /** The first key of a card. */
    public static TestCard of(Id card, Algorithm algorithm) {
        return of(card, 1, algorithm);
    }

    /**
     * One of a card's keys.
     *
     * @param key its number on the ledger, from 1; another number is another key pair
     */
    public static TestCard of(Id card, int key, Algorithm algorithm) {
        X9ECParameters x9 = CustomNamedCurves.getByName(algorithm == Algorithm.ES256 ? "P-256" : "sm2p256v1");
        ECDomainParameters domain = new ECDomainParameters(x9.getCurve(), x9.getG(), x9.getN(), x9.getH());
        byte[] seed = sha256((card.value() + "/" + key + "/" + algorithm).getBytes(StandardCharsets.UTF_8));
        BigInteger d = new BigInteger(1, seed)
                .mod(domain.getN().subtract(BigInteger.TWO))
                .add(BigInteger.ONE);
        return new TestCard(card, key, algorithm, new ECPrivateKeyParameters(d, domain));
    }

    /** Whose it is. */
    public Id card() {
        return card;
    }

    /** Its number among the card's keys. */
    public int key() {
        return key;
    }

    /** What the ledger is told of it. */
    public PublicKey publicKey() {
        return publicKey;
    }

    /** The next counter that this key has not used. */
    public Counter next() {
        return new Counter(card, key, ++used);
    }

    /** A counter of the test's choice. */
    public Counter at(long n) {
        return new Counter(card, key, n);
    }

    /** Signs what a command records. */
    public SignatureValue sign(Recording recording) {
        return sign(Records.kebab(recording.kind()), recording.body());
    }

    /** Signs a form of this type with this body, see {@link SignedForm}. */
    public SignatureValue sign(String type, JsonObject body) {
        return signBytes(SignedForm.of(type, body));
    }

    /** Signs bytes as they are. */
    public SignatureValue signBytes(byte[] message) {
        byte[] signature = algorithm == Algorithm.ES256 ? es256(message) : sm2(message);
        return new SignatureValue(Base64Url.encode(signature));
    }

    private byte[] es256(byte[] message) {
        ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
        signer.init(true, secret);
        BigInteger[] rs = signer.generateSignature(sha256(message));
        return PlainDSAEncoding.INSTANCE.encode(secret.getParameters().getN(), rs[0], rs[1]);
    }

    private byte[] sm2(byte[] message) {
        SM2Signer signer = new SM2Signer(PlainDSAEncoding.INSTANCE);
        signer.init(true, new ParametersWithRandom(secret, random(message)));
        signer.update(message, 0, message.length);
        try {
            return signer.generateSignature();
        } catch (CryptoException e) {
            throw new IllegalStateException("signing failed", e);
        }
    }

    /** The nonce of SM2 from key and message, as RFC 6979 has it in spirit: never the same for two messages. */
    private SecureRandom random(byte[] message) {
        byte[] d = secret.getD().toByteArray();
        byte[] seed = Arrays.copyOf(d, d.length + COORDINATE_BYTES);
        System.arraycopy(sha256(message), 0, seed, d.length, COORDINATE_BYTES);
        try {
            SecureRandom random = SecureRandom.getInstance("SHA1PRNG");
            random.setSeed(seed);
            return random;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has it", e);
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
