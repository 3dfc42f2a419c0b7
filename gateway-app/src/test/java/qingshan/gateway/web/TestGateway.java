package qingshan.gateway.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.TestPostgres;
import qingshan.gateway.home.Home;
import qingshan.gateway.keeper.Db;
import qingshan.gateway.keeper.Keeper;
import qingshan.gateway.limit.Limits;
import qingshan.gateway.operator.OperatorToken;
import qingshan.gateway.staff.Accounts;
import qingshan.gateway.staff.Role;
import qingshan.gateway.staff.Staff;

/** A real gateway on a port and a database of its own, and a client that speaks HTTP with it and follows no redirect. */
public final class TestGateway implements AutoCloseable {
    /** Of every account that is made here. */
    public static final String PASSWORD = "correct horse battery";

    private static final Limits.Rate NO_LIMIT = new Limits.Rate(1_000_000, 1_000_000);

    /** Of the operator. */
    public static final String TOKEN = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    private static volatile @Nullable Home elsewhere;

    private final Keeper keeper;
    private final Gateway gateway;
    private final HttpClient client = HttpClient.newHttpClient();

    private TestGateway(Keeper keeper, Gateway gateway) {
        this.keeper = keeper;
        this.gateway = gateway;
    }

    /** For tests that ask more in a second than people and programs may. */
    public static final Limits UNLIMITED = new Limits(NO_LIMIT, NO_LIMIT, NO_LIMIT);

    /**
     * Starts one on a new database.
     *
     * @param beans that its parts ask for
     */
    public static TestGateway start(Object... beans) {
        return start(Map.of("QINGSHAN_DATABASE_URL", TestPostgres.freshUrl()), beans);
    }

    /** Those that are started from now on stand on the ledger of a home; null: on the embedded one, as at first. */
    static void standOn(@Nullable Home home) {
        elsewhere = home;
    }

    static boolean isOnFabric() {
        return elsewhere != null;
    }

    /** Starts one on the embedded ledger and a new database, wherever others stand. */
    public static TestGateway startEmbedded(Object... beans) {
        return start(TestPostgres.home(), Map.of("QINGSHAN_DATABASE_URL", TestPostgres.freshUrl()), beans);
    }

    /** Starts one on what an environment names. */
    public static TestGateway start(Map<String, String> environment, Object... beans) {
        Home home = elsewhere;
        return start(home == null ? TestPostgres.home() : home, environment, beans);
    }

    private static TestGateway start(Home home, Map<String, String> environment, Object... beans) {
        Keeper keeper = Keeper.open(home, environment);
        boolean done = false;
        try {
            Gateway gateway = Gateway.start(
                    keeper,
                    new GatewaySettings(GatewaySettings.LOOPBACK, 0, null),
                    Stream.concat(Stream.of(new OperatorToken(TOKEN, new CountDownLatch(1))), Arrays.stream(beans))
                            .toArray());
            done = true;
            return new TestGateway(keeper, gateway);
        } finally {
            if (!done) {
                keeper.close();
            }
        }
    }

    public Keeper keeper() {
        return keeper;
    }

    public Db db() {
        return new Db(keeper.source());
    }

    /** A bean of the gateway's. */
    public <T> T bean(Class<T> type) {
        return gateway.bean(type);
    }

    public URI url() {
        return gateway.url();
    }

    /** Makes an account with {@link #PASSWORD}. */
    public Staff account(String name, Role role) {
        return new Accounts(db()).put(keeper.enroller(), name, name, role, PASSWORD, "1234", false);
    }

    /** Makes an account and signs in; the cookie, for the header {@code Cookie}. */
    public String signedIn(String name, Role role) {
        account(name, role);
        return signIn(name);
    }

    /** Signs in with {@link #PASSWORD}; the cookie. */
    public String signIn(String name) {
        HttpResponse<String> response = post("/sign-in", Map.of("name", name, "password", PASSWORD));
        return response.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
    }

    /** Gets a page; headers as name, value, name, value. */
    public HttpResponse<String> get(String path, String... headers) {
        return send(request(path, headers).GET());
    }

    /** Posts a form. */
    public HttpResponse<String> post(String path, Map<String, String> form, String... headers) {
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(request(path, headers)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** A request to be completed. */
    public HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(gateway.url() + path));
        return headers.length == 0 ? request : request.headers(headers);
    }

    /** Sends it. */
    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        client.close();
        gateway.close();
        keeper.close();
    }
}
