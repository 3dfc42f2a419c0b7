package qingshan.gateway.follower;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import qingshan.gateway.Trouble;
import qingshan.rules.Event;
import qingshan.rules.Opening;
import qingshan.rules.json.Json;
import qingshan.rules.json.JsonObject;
import qingshan.rules.json.Records;

/** Makes the rows of events that are in no block, in a transaction which its owner will roll back. */
public final class DryRows {
    private static final int EVENTS_MAX = 5_000;

    private final Group group;
    private int events;

    /** Writes to the schema {@code read} through a connection. */
    public DryRows(Connection connection) {
        this.group = new Group(connection);
    }

    /**
     * Adds what one decision brought about.
     *
     * @param happened in order
     * @param openings the decision's private input
     * @param place where it would be on the ledger
     * @throws FollowerException if the rows cannot be written
     */
    public void add(List<Event> happened, JsonObject openings, Place place) {
        Map<String, Opening> byCommitment = new HashMap<>();
        for (Json opening : openings.members().values()) {
            Opening read = Records.read((JsonObject) opening, Opening.class);
            byCommitment.put(read.commitment().value(), read);
        }
        List<Change> changes = new ArrayList<>();
        for (Event event : happened) {
            Projection.of(event, place, changes::add);
            Decoded.price(event, byCommitment, changes::add);
        }
        try {
            for (Change change : changes) {
                group.apply(change);
            }
            events += happened.size();
            if (events >= EVENTS_MAX) {
                write();
            }
        } catch (SQLException e) {
            throw FollowerException.of("database", e, Trouble.of(e));
        }
    }

    /**
     * Writes what is still collected.
     *
     * @throws FollowerException if the rows cannot be written
     */
    public void write() {
        try {
            group.write();
            events = 0;
        } catch (SQLException e) {
            throw FollowerException.of("database", e, Trouble.of(e));
        }
    }
}
