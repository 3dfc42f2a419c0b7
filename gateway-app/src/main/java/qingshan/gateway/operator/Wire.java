package qingshan.gateway.operator;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import qingshan.gateway.ledger.Actor;
import qingshan.gateway.ledger.Answer;
import qingshan.gateway.ledger.Command;
import qingshan.gateway.ledger.Outcome;
import qingshan.gateway.ledger.Query;
import qingshan.rules.Code;
import qingshan.rules.Refusal;

/**
 * What goes between a command and the gateway: texts and bytes one after the other, each with its length before it. Both
 * sides are one version of one program, and what they pass on is JSON of the rules already.
 */
final class Wire {
    private static final int BYTES_MAX = 4 * 1024 * 1024;

    private Wire() {}

    static byte[] bytes(Command command) {
        return written(out -> {
            call(out, command.actor(), command.contract(), command.transaction(), command.json());
            out.writeInt(command.secret().size());
            for (Map.Entry<String, byte[]> entry : command.secret().entrySet()) {
                text(out, entry.getKey());
                bytes(out, entry.getValue());
            }
        });
    }

    static byte[] bytes(Query query) {
        return written(out -> call(out, query.actor(), query.contract(), query.transaction(), query.json()));
    }

    static Command command(byte[] body) {
        return read(body, in -> {
            Query query = query(in);
            Map<String, byte[]> secret = new TreeMap<>();
            for (int left = in.readInt(); left > 0; left--) {
                secret.put(text(in), bytes(in));
            }
            return new Command(query.actor(), query.contract(), query.transaction(), query.json(), secret);
        });
    }

    static Query query(byte[] body) {
        return read(body, Wire::query);
    }

    static byte[] bytes(Outcome outcome) {
        return written(out -> {
            switch (outcome) {
                case Outcome.Committed(String txId, long block, String json) -> {
                    out.writeByte('C');
                    text(out, txId);
                    out.writeLong(block);
                    text(out, json);
                }
                case Outcome.Rejected rejected -> {
                    String txId = rejected.txId();
                    out.writeByte('R');
                    text(out, rejected.code());
                    text(out, rejected.detail());
                    text(out, txId == null ? "" : txId);
                }
                case Outcome.Unknown(String txId, String reason) -> {
                    out.writeByte('U');
                    text(out, txId);
                    text(out, reason);
                }
            }
        });
    }

    static Outcome outcome(byte[] body) {
        return read(body, in -> switch (in.readByte()) {
            case 'C' -> new Outcome.Committed(text(in), in.readLong(), text(in));
            case 'R' -> {
                String code = text(in);
                String detail = text(in);
                String txId = text(in);
                yield new Outcome.Rejected(code, detail, txId.isEmpty() ? null : txId);
            }
            case 'U' -> new Outcome.Unknown(text(in), text(in));
            default -> throw new IOException("no outcome");
        });
    }

    static byte[] bytes(Answer answer) {
        return written(out -> {
            switch (answer) {
                case Answer.Found(String json) -> {
                    out.writeByte('F');
                    text(out, json);
                }
                case Answer.Refused(String code, String detail) -> {
                    out.writeByte('R');
                    text(out, code);
                    text(out, detail);
                }
            }
        });
    }

    static Answer answer(byte[] body) {
        return read(body, in -> switch (in.readByte()) {
            case 'F' -> new Answer.Found(text(in));
            case 'R' -> new Answer.Refused(text(in), text(in));
            default -> throw new IOException("no answer");
        });
    }

    private interface Writing {
        void to(DataOutputStream out) throws IOException;
    }

    private interface Reading<T> {
        T from(DataInputStream in) throws IOException;
    }

    private static byte[] written(Writing writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            writing.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static <T> T read(byte[] body, Reading<T> reading) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(body))) {
            return reading.from(in);
        } catch (IOException e) {
            throw Refusal.ofField(Code.BAD_VALUE, "", "is what another version of this program says");
        }
    }

    private static void call(DataOutputStream out, Actor actor, String contract, String transaction, String json)
            throws IOException {
        text(out, actor.mspId());
        text(out, actor.name());
        text(out, contract);
        text(out, transaction);
        text(out, json);
    }

    private static Query query(DataInputStream in) throws IOException {
        return new Query(new Actor(text(in), text(in)), text(in), text(in), text(in));
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        bytes(out, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void bytes(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(bytes(in), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > BYTES_MAX) {
            throw new IOException("no length");
        }
        byte[] bytes = in.readNBytes(length);
        if (bytes.length != length) {
            throw new IOException("cut off");
        }
        return bytes;
    }
}
