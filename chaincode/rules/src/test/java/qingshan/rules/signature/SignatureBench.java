package qingshan.rules.signature;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import qingshan.rules.testing.TestCard;
import qingshan.rules.testing.World;

/**
 * Verifications for each second of one core, by provider: run {@code main}, which prints a table. The time is the thread's
 * own CPU time, so that other work on the machine counts as little as it can; the variants take turns, so that it hits
 * them alike. The figures that decided stand in {@code docs/decisions}.
 */
public final class SignatureBench {
    private static final int MESSAGES = 1_000;
    private static final int ROUNDS = 11;
    private static final long ROUND_NS = 400_000_000L;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private SignatureBench() {}

    /** One verification, by index of the message. */
    @FunctionalInterface
    private interface Verification {
        boolean good(int index) throws GeneralSecurityException;
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Signed(byte[] point, byte[] message, byte[] signature) {}

    /** Prints the table. */
    public static void main(String[] arguments) throws GeneralSecurityException {
        Map<String, Verification> variants = new LinkedHashMap<>();
        for (Algorithm algorithm : Algorithm.values()) {
            for (int keys : new int[] {1, MESSAGES}) {
                add(variants, algorithm, keys);
            }
        }
        Map<String, List<Double>> rates = new LinkedHashMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            for (Map.Entry<String, Verification> variant : variants.entrySet()) {
                double rate = rate(variant.getValue());
                // the first rounds warm up
                if (round > 2) {
                    rates.computeIfAbsent(variant.getKey(), name -> new ArrayList<>())
                            .add(rate);
                }
            }
        }
        System.out.println("| algorithm | keys | provider | verifications a second of one core | least to most |");
        System.out.println("|---|---|---|---|---|");
        rates.forEach((name, all) -> {
            double[] sorted =
                    all.stream().mapToDouble(Double::doubleValue).sorted().toArray();
            System.out.printf(
                    "| %s | %,.0f | %,.0f to %,.0f |%n",
                    name, sorted[sorted.length / 2], sorted[0], sorted[sorted.length - 1]);
        });
    }

    private static void add(Map<String, Verification> variants, Algorithm algorithm, int keys)
            throws GeneralSecurityException {
        List<Signed> signed = signed(algorithm, keys);
        String name = algorithm + " | " + keys + " | ";
        SignatureVerifier light = algorithm.verifier();
        variants.put(name + "Bouncy Castle, lightweight", i -> {
            Signed s = signed.get(i);
            return light.verify(s.point(), s.message(), s.signature());
        });
        for (Providers provider : Providers.values()) {
            if (provider.has(algorithm)) {
                List<java.security.PublicKey> decoded = new ArrayList<>();
                for (Signed s : signed) {
                    decoded.add(provider.key(algorithm, s.point()));
                }
                variants.put(name + provider.label(), i -> {
                    Signed s = signed.get(i);
                    return provider.verify(algorithm, decoded.get(i), s.message(), s.signature());
                });
            }
        }
    }

    private static List<Signed> signed(Algorithm algorithm, int keys) {
        List<Signed> signed = new ArrayList<>();
        for (int i = 0; i < MESSAGES; i++) {
            TestCard card = TestCard.of(World.id("card " + i % keys), algorithm);
            byte[] message = new byte[500];
            Arrays.fill(message, (byte) i);
            signed.add(new Signed(
                    Base64Url.decode(card.publicKey().point(), 65),
                    message,
                    Base64Url.decode(card.signBytes(message).value(), 64)));
        }
        return signed;
    }

    private static double rate(Verification verification) throws GeneralSecurityException {
        long start = THREADS.getCurrentThreadCpuTime();
        long now = start;
        int done = 0;
        while (now - start < ROUND_NS) {
            for (int i = 0; i < 50; i++) {
                if (!verification.good(done++ % MESSAGES)) {
                    throw new IllegalStateException("a good signature was refused");
                }
            }
            now = THREADS.getCurrentThreadCpuTime();
        }
        return done * 1e9 / (now - start);
    }
}
