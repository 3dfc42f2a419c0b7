package qingshan.model.plain;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.PlainDSAEncoding;
import org.bouncycastle.crypto.signers.SM2Signer;

/** Keys of cards and what they signed; digests and commitments. */
final class Crypto {
    /** Who signed what: the model knows a good signature by having seen it made, and verifies none. */
    private static final Set<String> MADE = ConcurrentHashMap.newKeySet();

    private Crypto() {}

    /** A card's key pair. */
    record Key(String algorithm, BigInteger secret, String point) {
        static Key es256(RandomGenerator random) {
            return of("es256", random);
        }

        static Key sm2(RandomGenerator random) {
            return of("sm2-sm3", random);
        }

        private static Key of(String algorithm, RandomGenerator random) {
            ECDomainParameters domain = domain(algorithm);
            byte[] bytes = new byte[31];
            random.nextBytes(bytes);
            BigInteger secret = new BigInteger(1, bytes).add(BigInteger.ONE);
            byte[] point = domain.getG().multiply(secret).normalize().getEncoded(false);
            return new Key(algorithm, secret, base64(point));
        }

        Doc publicKey() {
            return Doc.of().with("algorithm", algorithm).with("point", point);
        }

        /** A signature over a form; another one each time. */
        String sign(String form) {
            byte[] message = form.getBytes(UTF_8);
            ECDomainParameters domain = domain(algorithm);
            ECPrivateKeyParameters key = new ECPrivateKeyParameters(secret, domain);
            byte[] signature;
            if (algorithm.equals("es256")) {
                ECDSASigner signer = new ECDSASigner();
                signer.init(true, key);
                BigInteger[] rs = signer.generateSignature(sha256(message));
                signature = PlainDSAEncoding.INSTANCE.encode(domain.getN(), rs[0], rs[1]);
            } else {
                SM2Signer signer = new SM2Signer(PlainDSAEncoding.INSTANCE);
                signer.init(true, key);
                signer.update(message, 0, message.length);
                try {
                    signature = signer.generateSignature();
                } catch (CryptoException e) {
                    throw new IllegalStateException(e);
                }
            }
            String text = base64(signature);
            MADE.add(made(point, form, text));
            return text;
        }
    }

    static boolean isGood(String point, String form, String signature) {
        return MADE.contains(made(point, form, signature));
    }

    private static String made(String point, String form, String signature) {
        return digest(point + "\n" + signature + "\n" + form);
    }

    private static ECDomainParameters domain(String algorithm) {
        return algorithm.equals("es256") ? Domains.P256 : Domains.SM2;
    }

    private static final class Domains {
        static final ECDomainParameters P256 = of("P-256");
        static final ECDomainParameters SM2 = of("sm2p256v1");

        private static ECDomainParameters of(String curve) {
            X9ECParameters x9 = CustomNamedCurves.getByName(curve);
            return new ECDomainParameters(x9.getCurve(), x9.getG(), x9.getN(), x9.getH());
        }
    }

    /** What is signed for a purpose. */
    static String form(String type, Doc body) {
        return Doc.of()
                .with("body", body)
                .with("ledger", "qingshan")
                .with("type", type)
                .json();
    }

    static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String digest(String text) {
        return HexFormat.of().formatHex(sha256(text.getBytes(UTF_8)));
    }

    /** What a price and an amount are committed to by. */
    static String commitment(Doc opening) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(HexFormat.of().parseHex(opening.text("salt")), "HmacSHA256"));
            Doc said = Doc.of()
                    .with("amountFen", opening.number("amountFen"))
                    .with("priceFenPerKg", opening.number("priceFenPerKg"));
            return HexFormat.of().formatHex(mac.doFinal(said.json().getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
