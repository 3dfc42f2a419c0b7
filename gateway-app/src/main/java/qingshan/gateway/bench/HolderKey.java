package qingshan.gateway.bench;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import qingshan.rules.json.JsonObject;
import qingshan.rules.party.SignedForm;
import qingshan.rules.signature.Algorithm;
import qingshan.rules.signature.Base64Url;
import qingshan.rules.signature.PublicKey;
import qingshan.rules.signature.SignatureValue;
import qingshan.rules.value.Counter;
import qingshan.rules.value.Id;

/** The first key of a card, with the secret that its holder has. Used by one thread at a time. */
final class HolderKey {
    private static final int COORDINATE_BYTES = 32;

    private final Id card;
    private final KeyPair pair;
    private final PublicKey publicKey;
    private long used;

    HolderKey(Id card) {
        this.card = card;
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            pair = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has P-256", e);
        }
        publicKey = new PublicKey(Algorithm.ES256, Base64Url.encode(point((ECPublicKey) pair.getPublic())));
    }

    Id card() {
        return card;
    }

    PublicKey publicKey() {
        return publicKey;
    }

    /** A counter that was not used before. */
    Counter next() {
        return new Counter(card, 1, ++used);
    }

    SignatureValue sign(String type, JsonObject body) {
        return new SignatureValue(Base64Url.encode(sign(SignedForm.of(type, body))));
    }

    byte[] sign(byte[] message) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(pair.getPrivate());
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has ECDSA", e);
        }
    }

    private static byte[] point(ECPublicKey key) {
        byte[] point = new byte[1 + 2 * COORDINATE_BYTES];
        point[0] = 4;
        copy(key.getW().getAffineX(), point, 1);
        copy(key.getW().getAffineY(), point, 1 + COORDINATE_BYTES);
        return point;
    }

    private static void copy(BigInteger coordinate, byte[] to, int at) {
        byte[] bytes = coordinate.toByteArray();
        int length = Math.min(COORDINATE_BYTES, bytes.length);
        System.arraycopy(bytes, bytes.length - length, to, at + COORDINATE_BYTES - length, length);
    }
}
