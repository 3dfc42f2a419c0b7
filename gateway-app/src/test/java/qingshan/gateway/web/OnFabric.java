package qingshan.gateway.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import qingshan.gateway.network.TestNetwork;

/**
 * The gateways of a test class stand on a real Fabric network instead of the embedded ledger. A class that inherits the tests
 * of another one, and has this, shows that they hold there too. Skipped where Fabric's programs are not found.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(OnFabric.Ground.class)
public @interface OnFabric {
    /** The network, one for all such classes of this JVM. */
    final class Ground implements BeforeAllCallback, AfterAllCallback {
        private static @Nullable TestNetwork network;

        @Override
        public void beforeAll(ExtensionContext context) {
            TestGateway.standOn(network().home("TradeMSP"));
        }

        @Override
        public void afterAll(ExtensionContext context) {
            TestGateway.standOn(null);
        }

        private static synchronized TestNetwork network() {
            TestNetwork.mustHavePrograms();
            if (network == null) {
                TestNetwork made = TestNetwork.up("small");
                Runtime.getRuntime().addShutdownHook(new Thread(made::close));
                network = made;
            }
            return network;
        }
    }
}
