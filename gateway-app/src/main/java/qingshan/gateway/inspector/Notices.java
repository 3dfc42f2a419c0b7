package qingshan.gateway.inspector;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.follower.Row.RecordRow;
import qingshan.gateway.keeper.Db;
import qingshan.gateway.web.Language;

/** Notices of freezes and recalls in force. */
@Singleton
public final class Notices {
    private final Db db;

    Notices(Db db) {
        this.db = db;
    }

    /**
     * What is printed, once in each language.
     *
     * @param kind {@code recall} or {@code freeze}
     * @param record the lot or run that was named
     * @param reason why
     * @param advice what to do; null for a freeze
     * @param since when
     * @param block of the ledger that holds it
     * @param reach what it reaches now
     * @param telephones of the makers of these packs, as the registered products have them
     */
    public record Notice(
            String kind,
            RecordRow record,
            String reason,
            @Nullable String advice,
            Instant since,
            long block,
            Reach reach,
            List<String> telephones) {
        /** The languages in which it is printed, each on a page of its own. */
        public List<Language> languages() {
            return List.of(Language.values());
        }
    }

    /** That of a freeze or recall of this lot or run itself. */
    Optional<Notice> of(RecordRow record, String kind, String inspection) {
        Reach reach = Reach.of(db, record.name(), Reach.WHOLE);
        return db.one(
                """
                SELECT reason, advice, since, block FROM read.hold
                WHERE lot = ? AND kind = ? AND inspection = ? AND until IS NULL ORDER BY block DESC, tx DESC LIMIT 1""",
                row -> new Notice(
                        kind,
                        record,
                        row.getString(1),
                        row.getString(2),
                        row.getTimestamp(3).toInstant(),
                        row.getLong(4),
                        reach,
                        telephones(reach)),
                record.name(),
                kind,
                kind.equals("recall") ? "" : inspection);
    }

    private List<String> telephones(Reach reach) {
        return reach.runList().stream()
                .map(Reach.Run::telephone)
                .flatMap(Stream::ofNullable)
                .distinct()
                .toList();
    }
}
