package qingshan.gateway.web;

import io.micronaut.context.ApplicationContext;
import io.micronaut.http.server.exceptions.ServerStartupException;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.BindException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import qingshan.gateway.keeper.Db;
import qingshan.gateway.keeper.Keeper;

/** The gateway over HTTP: pages, REST, labels, on one home that a {@link Keeper} keeps going. */
public final class Gateway implements AutoCloseable {
    /** What a request, a header, an upload may have. How long they may take says {@code limit.Patience}. */
    private static final Map<String, Object> BOUNDS = Map.ofEntries(
            Map.entry("micronaut.server.max-request-size", "300MB"),
            Map.entry("micronaut.server.max-request-buffer-size", "2MB"),
            Map.entry("micronaut.server.max-params", 256),
            Map.entry("micronaut.server.idle-timeout", "-1s"),
            Map.entry("micronaut.server.netty.max-initial-line-length", 4096),
            Map.entry("micronaut.server.netty.max-header-size", 16384),
            Map.entry("micronaut.server.netty.compression-threshold", 1024),
            Map.entry("micronaut.server.multipart.max-file-size", "300MB"),
            Map.entry("micronaut.server.multipart.mixed", true));

    private final ApplicationContext context;
    private final EmbeddedServer server;

    private Gateway(ApplicationContext context, EmbeddedServer server) {
        this.context = context;
        this.server = server;
    }

    /**
     * Starts to listen.
     *
     * @param beans what else its controllers ask for, such as the keeper of the operator's token
     * @throws WebException if the port is taken
     */
    public static Gateway start(Keeper keeper, GatewaySettings settings, Object... beans) {
        Map<String, Object> properties = new HashMap<>(BOUNDS);
        properties.put("micronaut.server.host", settings.host());
        properties.put("micronaut.server.port", settings.port() == 0 ? -1 : settings.port());
        properties.put("micronaut.application.name", "qingshan");
        properties.put("micronaut.security.reject-not-found", false);
        properties.put("micronaut.security.redirect.enabled", false); // Failures leads to the sign-in, and back
        properties.put("endpoints.all.enabled", false);
        properties.put("endpoints.health.enabled", true);
        properties.put("endpoints.health.sensitive", false);
        properties.put("endpoints.health.details-visible", "NEVER");
        properties.put("micronaut.metrics.export.prometheus.step", "PT1M");
        ApplicationContext context = ApplicationContext.builder()
                .deduceEnvironment(false)
                .deduceCloudEnvironment(false)
                .banner(false)
                .bootstrapEnvironment(false)
                .environmentPropertySource(false)
                .properties(properties)
                .singletons(keeper, settings, new Db(keeper.source()))
                .singletons(beans)
                .build();
        boolean done = false;
        try {
            context.start();
            EmbeddedServer server = context.getBean(EmbeddedServer.class).start();
            done = true;
            return new Gateway(context, server);
        } catch (ServerStartupException e) {
            if (e.getCause() instanceof BindException) {
                throw WebException.of("port", e, String.valueOf(settings.port()));
            }
            throw e;
        } finally {
            if (!done) {
                context.close();
            }
        }
    }

    /** Where it listens, as this machine reaches it. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getPort());
    }

    /** The port it listens on. */
    public int port() {
        return server.getPort();
    }

    /** One of its parts, for who takes it to pieces. */
    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** Takes no more requests; those under way are answered. */
    @Override
    public void close() {
        context.close();
    }
}
