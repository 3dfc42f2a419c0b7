package qingshan.gateway.operator;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import qingshan.gateway.ledger.Answer;
import qingshan.gateway.ledger.BlockHandler;
import qingshan.gateway.ledger.BlockSource;
import qingshan.gateway.ledger.Command;
import qingshan.gateway.ledger.Ledger;
import qingshan.gateway.ledger.LedgerException;
import qingshan.gateway.ledger.Outcome;
import qingshan.gateway.ledger.Position;
import qingshan.gateway.ledger.Query;
import qingshan.rules.Refusal;
import qingshan.rules.json.JsonBoolean;
import qingshan.rules.json.JsonInteger;
import qingshan.rules.json.JsonObject;
import qingshan.rules.json.JsonParser;

/** The ledger of a home whose gateway runs: writes go through the gateway, blocks are read where they lie. */
public final class GatewayLedger implements Ledger {
    private static final Duration CONNECT_MAX = Duration.ofSeconds(5);
    private static final Duration ANSWER_MAX = Duration.ofMinutes(2);
    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;
    /** The ledger takes nothing from who acts, or from the gateway. */
    private static final int FORBIDDEN = 403;

    private static final int BAD_GATEWAY = 502;

    private final RunningFile gateway;
    private final BlockSource blocks;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_MAX)
            .build();

    /**
     * Speaks with a gateway.
     *
     * @param blocks of the same ledger
     */
    public GatewayLedger(RunningFile gateway, BlockSource blocks) {
        this.gateway = gateway;
        this.blocks = blocks;
    }

    /**
     * How a gateway does.
     *
     * @param ready whether it takes commands
     * @param rows the newest block whose rows are there
     * @param pending how many transactions were sent whose fate nobody knows yet
     */
    public record Status(boolean ready, long rows, long pending) {}

    /** Whether a gateway answers. */
    public static boolean answers(RunningFile gateway) {
        return status(gateway).isPresent();
    }

    /** How it does; empty if it does not answer. */
    public static Optional<Status> status(RunningFile gateway) {
        try (HttpClient client =
                HttpClient.newBuilder().connectTimeout(CONNECT_MAX).build()) {
            HttpRequest request = request(gateway, "/operator/status").GET().build();
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            JsonObject json = response.statusCode() == OK ? JsonParser.object(response.body()) : JsonObject.EMPTY;
            return json.get("ready") instanceof JsonBoolean(boolean ready)
                            && json.get("rows") instanceof JsonInteger(long rows)
                            && json.get("pending") instanceof JsonInteger(long pending)
                    ? Optional.of(new Status(ready, rows, pending))
                    : Optional.empty();
        } catch (IOException | Refusal e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** Asks a gateway to end. */
    public static void stop(RunningFile gateway) {
        try (HttpClient client =
                HttpClient.newBuilder().connectTimeout(CONNECT_MAX).build()) {
            HttpRequest request = request(gateway, "/operator/stop")
                    .POST(HttpRequest.BodyPublishers.noBody())
                    .build();
            client.send(request, HttpResponse.BodyHandlers.discarding());
        } catch (IOException e) {
            throw OperatorException.of("no.answer", e, gateway.url());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public Answer read(Query query) {
        try {
            return Wire.answer(post("/operator/read", Wire.bytes(query)));
        } catch (Cut e) {
            throw LedgerException.of(e.getCause() instanceof InterruptedException ? "interrupted" : "away", e);
        }
    }

    /** {@inheritDoc} A gateway that went away before it answered leaves it open whether this is on the ledger. */
    @Override
    public Outcome submit(Command command) {
        try {
            return Wire.outcome(post("/operator/submit", Wire.bytes(command)));
        } catch (Cut e) {
            // sent and not answered: the command's id makes it safe to send it again
            return new Outcome.Unknown("", OperatorException.of("cut", e).getMessage());
        }
    }

    @Override
    public void follow(Position after, BlockHandler handler) {
        blocks.follow(after, handler);
    }

    @Override
    public Position height() {
        return blocks.height();
    }

    @Override
    public void close() {
        client.close();
    }

    private byte[] post(String path, byte[] body) {
        HttpRequest request = request(gateway, path)
                .header("Content-Type", "application/octet-stream")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        try {
            HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() == OK) {
                return response.body();
            }
            throw switch (response.statusCode()) {
                case UNAVAILABLE -> LedgerException.of("away", null);
                case FORBIDDEN, BAD_GATEWAY -> OperatorException.of("denied", null);
                default -> OperatorException.of("refused", null, response.statusCode());
            };
        } catch (ConnectException e) {
            throw LedgerException.of("away", e);
        } catch (IOException e) {
            throw new Cut(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Cut(e);
        }
    }

    /** The gateway went away before it answered, or whoever asks wants no more. */
    private static final class Cut extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Cut(Exception cause) {
            super(cause);
        }
    }

    private static HttpRequest.Builder request(RunningFile gateway, String path) {
        return HttpRequest.newBuilder(gateway.url().resolve(path))
                .timeout(ANSWER_MAX)
                .header("Authorization", "Bearer " + gateway.token());
    }
}
