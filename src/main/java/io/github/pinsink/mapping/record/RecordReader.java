package io.github.pinsink.mapping.record;

import io.github.pinsink.mapping.expression.Projection;
import io.github.pinsink.mapping.expression.UnreadableValueException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/** Opens the value of a record: structs and maps are read in place, JSON text as far as it is needed. */
public final class RecordReader {
    private final JsonText json;

    /** @param reads what of the value will be asked for; the rest of JSON text is left out */
    public RecordReader(Projection reads) {
        this.json = new JsonText(reads);
    }

    /**
     * @return a map or a list; null when the value is the JSON text {@code null}
     * @throws UnreadableRecordException when the value is neither an object nor a list, nor JSON text of one
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
            plain = inPlace(record, value);
        }
        if (plain == null || plain instanceof Map<?, ?> || plain instanceof List<?>) {
            return plain;
        }
        throw new UnreadableRecordException("expected an object as the record's value, got "
                + plain.getClass().getSimpleName() + ". Check value.converter");
    }

    private static @Nullable Object inPlace(SinkRecord record, @Nullable Object value)
            throws UnreadableRecordException {
        try {
            Object plain = new ConnectValues().of(record.valueSchema(), value);
            if (plain instanceof ConnectMapView map) {
                // Told once for the record instead of once for each field.
                map.refuseOtherKeys();
            }
            return plain;
        } catch (UnreadableValueException e) {
            throw new UnreadableRecordException(e.getMessage());
        }
    }
}
