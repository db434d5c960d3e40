package io.github.pinsink.mapping.record;

import io.github.pinsink.mapping.expression.Projection;
import io.github.pinsink.mapping.expression.UnreadableValueException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/** Reads the value of a record: structs and maps through views, JSON as far as expressions need it. */
public final class RecordReader {
    private final JsonText json;

    /** @param projection the parts of the value that expressions read; other parts of a JSON document are not built */
    public RecordReader(Projection projection) {
        this.json = new JsonText(projection);
    }

    /**
     * @return a map or a list; null when the value is the JSON document {@code null}
     * @throws UnreadableRecordException when the value is neither an object nor a list, nor a JSON document with one
     */
    public @Nullable Object read(SinkRecord record) throws UnreadableRecordException {
        Object value = record.value();
        Object plain;
        if (value instanceof byte[] text) {
            plain = json.read(text);
        } else if (value instanceof String text) {
            plain = json.read(text);
        } else if (value instanceof ByteBuffer text) {
            plain = json.read(text);
        } else {
            plain = view(record, value);
        }
        if (plain == null || plain instanceof Map<?, ?> || plain instanceof List<?>) {
            return plain;
        }
        throw new UnreadableRecordException("expected an object as the record's value, got "
                + plain.getClass().getSimpleName() + ". Check value.converter");
    }

    private static @Nullable Object view(SinkRecord record, @Nullable Object value) throws UnreadableRecordException {
        try {
            Object plain = new ConnectValues().of(record.valueSchema(), value);
            if (plain instanceof ConnectMapView map) {
                // Reports the problem once for the record instead of once for each field.
                map.checkKeys();
            }
            return plain;
        } catch (UnreadableValueException e) {
            throw new UnreadableRecordException(e.getMessage());
        }
    }
}
