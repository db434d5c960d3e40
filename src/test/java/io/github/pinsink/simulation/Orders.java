package io.github.pinsink.simulation;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.connect.sink.SinkRecord;

/** The records of the topic. Even partitions hold schemaless maps, odd ones JSON text. */
final class Orders {
    static final String TOPIC = "orders";

    /** The memory that an event and its record take, at most. */
    static final long MAX_BYTES_IN_MEMORY = 2_000;

    private final int accounts;
    private final boolean mixed;

    /**
     * @param accounts how many ad accounts the records name; 0 for the one of the configuration
     * @param mixed whether some records are filtered out and some are invalid
     */
    Orders(int accounts, boolean mixed) {
        this.accounts = accounts;
        this.mixed = mixed;
    }

    /** How the records are mapped. */
    static Map<String, String> mapping() {
        return Map.of(
                "filter", "kind != 'test'",
                "mapping.event_name", "'checkout'",
                "mapping.action_source", "source",
                "mapping.event_time", "created_at",
                "mapping.event_id", "id",
                "mapping.ad_account_id", "account",
                "mapping.user_data.em", "email");
    }

    SinkRecord record(RecordId id, long createdAtSeconds) {
        String kind = isFiltered(id) ? "test" : "order";
        String source = isOffline(id) ? "offline" : "web";
        // Nothing else identifies the user.
        String email = isInvalid(id) ? "" : "jane@example.com";
        Object value;
        if (id.partition() % 2 == 0) {
            Map<String, Object> fields = new HashMap<>(Map.of(
                    "id", id.toString(),
                    "kind", kind,
                    "source", source,
                    "created_at", createdAtSeconds,
                    "email", email));
            if (accounts > 0) {
                fields.put("account", account(id));
            }
            value = fields;
        } else {
            value = "{\"id\":\"" + id + "\",\"kind\":\"" + kind + "\",\"source\":\"" + source + "\",\"created_at\":"
                    + createdAtSeconds + ",\"email\":\"" + email + "\""
                    + (accounts > 0 ? ",\"account\":\"" + account(id) + "\"" : "") + "}";
        }
        return new SinkRecord(TOPIC, id.partition(), null, null, null, value, id.offset());
    }

    String account(RecordId id) {
        return String.format(Locale.ROOT, "%d", 100 + id.offset() % accounts);
    }

    static boolean isOffline(RecordId id) {
        return id.offset() % 10 == 3;
    }

    /** Skipped on purpose. */
    boolean isFiltered(RecordId id) {
        return mixed && id.offset() % 50 == 7;
    }

    /** Cannot be mapped. */
    boolean isInvalid(RecordId id) {
        return mixed && id.offset() % 200 == 23;
    }
}
