package qingshan.rules.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import qingshan.rules.testing.TestCard;
import qingshan.rules.value.Id;

/** Two other implementations say the same of the same signatures, good and bad. */
class ProviderAgreementTest {
    private static final int ROUNDS = 60;

    @ParameterizedTest
    @EnumSource
    void other_providers_agree_on_good_and_bad_signatures(Algorithm algorithm) throws GeneralSecurityException {
        long seed = 20260305L;
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < ROUNDS; i++) {
            byte[] id = new byte[16];
            random.nextBytes(id);
            TestCard card = TestCard.of(new Id(HexFormat.of().formatHex(id)), algorithm);
            byte[] point = Base64Url.decode(card.publicKey().point(), 65);
            byte[] message = new byte[random.nextInt(1000)];
            random.nextBytes(message);
            byte[] signature = Base64Url.decode(card.signBytes(message).value(), 64);
            boolean spoil = random.nextBoolean();
            if (spoil) {
                signature[random.nextInt(64)] ^= (byte) (1 << random.nextInt(8));
            }
            boolean ours = algorithm.verifier().verify(point, message, signature);
            assertThat(ours).as("seed %d, round %d", seed, i).isEqualTo(!spoil);
            for (Providers provider : Providers.values()) {
                if (provider.has(algorithm)) {
                    assertThat(provider.verify(algorithm, provider.key(algorithm, point), message, signature))
                            .as("%s, seed %d, round %d", provider, seed, i)
                            .isEqualTo(ours);
                }
            }
        }
    }
}
