package qingshan.gateway.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.bouncycastle.cert.X509CertificateHolder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import qingshan.gateway.network.Authority.Kind;

/** Certificates are renewed before they end, and after; keys stay, and so does the ledger. */
class RenewalTest {
    private static final Duration DUE = Duration.ofDays(300);
    /** A channel that loses its leader agrees to another one; that takes most of a minute. */
    private static final Duration BACK_MAX = Duration.ofMinutes(2);

    private static final Duration OVER = Duration.ofDays(400);

    /** By owner and kind. */
    private static Map<String, X509CertificateHolder> certificates(TestNetwork network) {
        Map<String, X509CertificateHolder> all = new TreeMap<>();
        for (Topology.Organization organization : network.topology().organizations()) {
            for (Member member : Member.of(network.topology(), organization, network.place())) {
                for (Kind kind : Kind.values()) {
                    all.put(
                            member.owner() + " " + kind,
                            Expiry.read(member.node().certificate(kind)));
                }
            }
        }
        return all;
    }

    @Test
    void a_network_that_runs_and_one_that_is_down_get_new_certificates_for_their_keys() {
        TestNetwork.mustHavePrograms();
        try (TestNetwork network = TestNetwork.up("small");
                Gate trade = Gate.of(network, "TradeMSP", "market-clerk")) {
            String key = trade.put("kept");
            assertThat(upLater(network, Duration.ofDays(200))).isEmpty();
            Map<String, X509CertificateHolder> first = certificates(network);

            Map<String, Boolean> renewed = upLater(network, DUE);
            Map<String, X509CertificateHolder> second = certificates(network);
            assertRenewed(first, second);
            assertThat(renewed.keySet()).isEqualTo(owners(first));
            assertThat(renewed.values()).containsOnly(false);
            trade.awaitWorking();
            assertThat(trade.get(key)).isEqualTo("kept");

            network.network().down();
            Map<String, Boolean> anew = upLater(network, OVER);
            assertRenewed(second, certificates(network));
            assertThat(anew.keySet()).isEqualTo(owners(first));
            assertThat(anew.values()).containsOnly(true);
            trade.awaitWorking();
            assertThat(trade.get(key)).isEqualTo("kept");
        }
    }

    /** Its orderers are restarted one after the other, which takes minutes: part of the long suite. */
    @Tag("faults")
    @Test
    void a_bft_channel_agrees_to_the_new_certificates_of_its_orderers() {
        TestNetwork.mustHavePrograms();
        try (TestNetwork network = TestNetwork.up("county");
                Gate trade = Gate.of(network, "TradeMSP", "market-clerk")) {
            String key = trade.put("kept");
            Map<String, X509CertificateHolder> first = certificates(network);
            assertThat(upLater(network, DUE).keySet()).isEqualTo(owners(first));
            assertRenewed(first, certificates(network));
            assertInStep(network);

            // by now another orderer leads, and what breaks off after the first one is gone on with
            Map<String, X509CertificateHolder> second = certificates(network);
            assertThatThrownBy(() -> upLater(network, DUE, RenewalTest::breakOffAfterAnOrderer))
                    .hasMessage("broken off");
            assertThat(waiting(network)).hasSize(3);
            upLater(network, Duration.ZERO);
            second.keySet().removeIf(name -> name.startsWith("orderer") && name.endsWith(Kind.TLS.name()));
            assertRenewed(second, certificates(network));
            assertThat(waiting(network)).isEmpty();
            assertInStep(network);
            assertThat(upLater(network, Duration.ZERO)).as("once").isEmpty();
            trade.awaitWorking();
            // three of four must agree, so all that are left have their part
            network.pause("orderer0.bank");
            await().atMost(BACK_MAX)
                    .ignoreExceptions()
                    .until(() -> !trade.put("without the bank's").isEmpty());
            assertThat(trade.get(key)).isEqualTo("kept");
            // the orderer that is asked first is the one that hangs
            network.enroller(network.home("BankMSP")).enroll("BankMSP", "thief", Map.of());
            network.revoke("bank", "thief");
        }
    }

    private static void assertInStep(TestNetwork network) {
        Membership membership = network.membership();
        assertThat(OrdererProcess.of(network.topology(), network.place()).stream()
                        .map(membership::height)
                        .distinct())
                .as("blocks of each")
                .singleElement()
                .isNotEqualTo(-1L);
    }

    /** The orderers whose certificate waits for being taken. */
    private static List<String> waiting(TestNetwork network) {
        return OrdererProcess.of(network.topology(), network.place()).stream()
                .filter(orderer -> Files.exists(orderer.node().next()))
                .map(OrdererProcess::name)
                .toList();
    }

    private static void breakOffAfterAnOrderer(String owner) {
        if (owner.startsWith("orderer")) {
            throw new IllegalStateException("broken off");
        }
    }

    private static Map<String, Boolean> upLater(TestNetwork network, Duration later) {
        return upLater(network, later, _ -> {});
    }

    private static Map<String, Boolean> upLater(TestNetwork network, Duration later, Consumer<String> told) {
        Map<String, Boolean> renewed = new TreeMap<>();
        InstantSource clock = InstantSource.fixed(Instant.now().plus(later));
        Listener listener = new Listener() {
            @Override
            public void begins(Listener.Step step) {
                assertThat(step).isNotNull();
            }

            @Override
            public void renewed(Expiry before, boolean wasOver) {
                renewed.put(before.owner(), wasOver);
                told.accept(before.owner());
            }
        };
        Network then = network.at(network.topology(), clock, listener);
        then.up(ProcessHandle.current(), network.contracts());
        assertThat(then.status()).allMatch(ProcessStatus::runs);
        return renewed;
    }

    private static Set<String> owners(Map<String, X509CertificateHolder> certificates) {
        return certificates.keySet().stream()
                .map(name -> name.split(" ", -1)[0])
                .collect(Collectors.toSet());
    }

    private static void assertRenewed(
            Map<String, X509CertificateHolder> before, Map<String, X509CertificateHolder> after) {
        before.forEach((name, old) -> {
            X509CertificateHolder now = Objects.requireNonNull(after.get(name));
            assertThat(now).as(name).isNotEqualTo(old);
            assertThat(now.getSubject()).isEqualTo(old.getSubject());
            assertThat(now.getSubjectPublicKeyInfo()).as(name).isEqualTo(old.getSubjectPublicKeyInfo());
        });
    }
}
