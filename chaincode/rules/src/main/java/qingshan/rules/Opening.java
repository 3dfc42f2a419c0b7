package qingshan.rules;

import java.math.BigInteger;
import java.util.HexFormat;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;
import qingshan.rules.json.CanonicalJson;
import qingshan.rules.json.JsonObject;
import qingshan.rules.value.Digest;
import qingshan.rules.value.Fen;
import qingshan.rules.value.Grams;
import qingshan.rules.value.Salt;

/**
 * The private part of a slip: what its public commitment opens to.
 *
 * @param amountFen what was paid
 * @param priceFenPerKg the price of a kilogram
 * @param salt 128 random bits, so that nobody can try prices until one fits
 */
public record Opening(Fen amountFen, Fen priceFenPerKg, Salt salt) {
    private static final BigInteger GRAMS_PER_KG = BigInteger.valueOf(1000);

    /** HMAC-SHA-256 under the salt of the canonical {@code {"amountFen":…,"priceFenPerKg":…}}. */
    public Digest commitment() {
        HMac mac = new HMac(new SHA256Digest());
        mac.init(new KeyParameter(HexFormat.of().parseHex(salt.value())));
        byte[] message = CanonicalJson.bytes(
                JsonObject.EMPTY.with("amountFen", amountFen.value()).with("priceFenPerKg", priceFenPerKg.value()));
        mac.update(message, 0, message.length);
        byte[] out = new byte[mac.getMacSize()];
        mac.doFinal(out, 0);
        return new Digest(HexFormat.of().formatHex(out));
    }

    /**
     * Refuses an amount more than one fen from weight times price, rounded half up to the fen.
     *
     * @throws Refusal AMOUNT_MISMATCH
     */
    public void checkAmount(Grams grams) {
        BigInteger milli = BigInteger.valueOf(grams.value()).multiply(BigInteger.valueOf(priceFenPerKg.value()));
        BigInteger expected = milli.add(BigInteger.valueOf(500)).divide(GRAMS_PER_KG);
        BigInteger off =
                expected.subtract(BigInteger.valueOf(amountFen.value())).abs();
        if (off.compareTo(BigInteger.ONE) > 0) {
            // the figures are private: the refusal does not repeat them
            throw Refusal.ofField(Code.AMOUNT_MISMATCH, "amountFen", "is not weight times price to the fen");
        }
    }
}
