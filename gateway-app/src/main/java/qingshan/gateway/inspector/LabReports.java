package qingshan.gateway.inspector;

import com.google.protobuf.ByteString;
import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;
import qingshan.gateway.Sha256;
import qingshan.gateway.keeper.Db;
import qingshan.gateway.staff.Staff;
import qingshan.gateway.web.Upload;
import qingshan.gateway.web.WebRefusal;
import qingshan.rules.json.JsonObject;

/** Laboratories' reports as files, by their SHA-256; the ledger holds that alone. */
@Singleton
final class LabReports {
    /** A report of some pages, scanned. */
    static final long BYTES_MAX = 10L << 20;

    private static final int NAME_MAX = 120;
    /** What a file begins with tells what it is; what the sender says of it does not. */
    private static final Map<String, ByteString> TYPES = Map.of(
            "application/pdf", ByteString.copyFromUtf8("%PDF-"),
            "image/png", ByteString.copyFrom(new byte[] {(byte) 0x89, 'P', 'N', 'G'}),
            "image/jpeg", ByteString.copyFrom(new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff}));

    private final Db db;

    LabReports(Db db) {
        this.db = db;
    }

    /**
     * A report.
     *
     * @param name of the file, as shown
     * @param type its media type
     * @param content its bytes
     */
    record File(String name, String type, ByteString content) {}

    /**
     * Keeps a file.
     *
     * @return its SHA-256
     * @throws WebRefusal REPORT_TYPE or REPORT_LARGE: it was not kept
     */
    String keep(Staff staff, Upload.Sent sent) throws IOException {
        if (sent.bytes() > BYTES_MAX) {
            throw refused("REPORT_LARGE");
        }
        ByteString content = ByteString.copyFrom(Files.readAllBytes(sent.path()));
        String type = TYPES.entrySet().stream()
                .filter(known -> content.startsWith(known.getValue()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> refused("REPORT_TYPE"));
        String hash = Sha256.hex(content.toByteArray());
        // what was uploaded for a form that nobody finished goes after a week
        db.update("DELETE FROM own.lab_report l WHERE kept_at < now() - interval '7 days'"
                + " AND NOT EXISTS (SELECT 1 FROM read.inspection i WHERE i.report_hash = l.hash)");
        db.update(
                "INSERT INTO own.lab_report (hash, name, type, content, kept_by) VALUES (?, ?, ?, ?, ?)"
                        + " ON CONFLICT (hash) DO UPDATE SET kept_at = now()",
                hash,
                shown(sent.name()),
                type,
                content.toByteArray(),
                staff.display());
        return hash;
    }

    /** The file of a digest, if it is kept. */
    Optional<File> file(String hash) {
        return db.one(
                "SELECT name, type, content FROM own.lab_report WHERE hash = ?",
                row -> new File(row.getString(1), row.getString(2), ByteString.copyFrom(row.getBytes(3))),
                hash);
    }

    /** The name of a kept file, or empty. */
    String name(String hash) {
        return db.one("SELECT name FROM own.lab_report WHERE hash = ?", row -> row.getString(1), hash)
                .orElse("");
    }

    private static WebRefusal refused(String code) {
        return WebRefusal.of(HttpStatus.UNPROCESSABLE_ENTITY, code, JsonObject.of("field", "report"));
    }

    private static String shown(String sent) {
        String last = sent.substring(Math.max(sent.lastIndexOf('/'), sent.lastIndexOf('\\')) + 1);
        String visible = last.codePoints()
                .filter(c -> !Character.isISOControl(c) && c != '"')
                .limit(NAME_MAX)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return visible.isBlank() ? "report" : visible;
    }
}
