package io.github.pinsink.mapping.record;

import io.github.pinsink.mapping.expression.UnreadableValueException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.jspecify.annotations.Nullable;

/**
 * Converts the values of one record to plain Java values without copying: views convert nested parts on access. Logical
 * dates and times become ISO 8601 strings, the form of JSONata's own functions, so that no unit must be guessed. Decimals
 * stay exact. Bytes become base64, as the JSON converter writes them.
 */
final class ConnectValues {
    /** As for JSON. A number of a million digits takes seconds each time it is printed or converted to a double. */
    private static final int MAX_DIGITS = 1_000;

    /** Of a number with that many digits. */
    private static final int MAX_BYTES = 416;

    /** A decimal of a larger scale most likely has zeros at its end: databases give numbers without a scale 127 digits. */
    private static final int MAX_SCALE = 18;

    /** Of a number of 4,000 digits, of which most may be zeros. They are not removed from a longer one, which takes long. */
    private static final int MAX_BITS_WITH_ZEROS = 4 * MAX_BYTES * Byte.SIZE;

    /** Debezium's type for a decimal whose scale differs from row to row: a struct of the scale and the unscaled value. */
    private static final String VARIABLE_SCALE_DECIMAL = "io.debezium.data.VariableScaleDecimal";

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");

    /**
     * Caches values whose conversion allocates, by identity. An expression can read a large bytes field for each element of
     * a list, and would otherwise fill the heap with copies of it. Null while there is none, as for most records.
     */
    private @Nullable Map<Object, Object> converted;

    /**
     * @param schema null for schemaless data
     * @throws UnreadableValueException when the value has an unsupported type or too many digits
     */
    @Nullable
    Object of(@Nullable Schema schema, @Nullable Object value) {
        if (value == null || value instanceof String || value instanceof Boolean) {
            return value;
        }
        if (value instanceof Long || value instanceof Integer) {
            String type = schema == null ? null : schema.name();
            return type == null ? value : TemporalTypes.of(type, (Number) value);
        }
        if (value instanceof Double number) {
            return RecordNumbers.of(number);
        }
        if (value instanceof BigDecimal decimal) {
            return bounded(decimal);
        }
        if (value instanceof BigInteger integer) {
            return bounded(integer);
        }
        if (value instanceof Struct struct) {
            return VARIABLE_SCALE_DECIMAL.equals(struct.schema().name())
                    ? convertedOnce(struct, same -> decimal(struct))
                    : new StructView(this, struct);
        }
        if (value instanceof Map<?, ?> map) {
            return new ConnectMapView(this, schema == null ? null : schema.valueSchema(), map);
        }
        if (value instanceof List<?> list) {
            return list.isEmpty()
                    ? List.of()
                    : new ConnectListView(this, schema == null ? null : schema.valueSchema(), list);
        }
        return convertedOnce(value, same -> convert(schema, same));
    }

    private Object convertedOnce(Object value, Function<Object, Object> conversion) {
        if (converted == null) {
            converted = new IdentityHashMap<>();
        }
        return converted.computeIfAbsent(value, conversion);
    }

    /** Apart from the method above, which must stay small enough to be inlined. */
    private Object bounded(BigDecimal decimal) {
        return isOrdinary(decimal) ? decimal : convertedOnce(decimal, same -> withoutZeros(decimal));
    }

    private static BigInteger bounded(BigInteger integer) {
        if (integer.bitLength() > MAX_BYTES * Byte.SIZE) {
            throw tooManyDigits();
        }
        return integer;
    }

    private static boolean isOrdinary(BigDecimal decimal) {
        return decimal.scale() <= MAX_SCALE && decimal.precision() <= MAX_DIGITS;
    }

    /** Removes zeros at the end of the fraction, which do not count as digits. */
    private static BigDecimal withoutZeros(BigDecimal decimal) {
        BigInteger digits = decimal.unscaledValue();
        if (digits.signum() == 0) {
            return BigDecimal.ZERO;
        }
        if (digits.bitLength() > MAX_BITS_WITH_ZEROS) {
            throw tooManyDigits();
        }
        int scale = decimal.scale();
        // Many zeros at once: to divide by ten for each of them takes long.
        for (int zeros = Integer.highestOneBit(scale); zeros > 0; zeros >>= 1) {
            if (zeros <= scale && zeros <= digits.getLowestSetBit()) {
                BigInteger[] parts = digits.divideAndRemainder(BigInteger.TEN.pow(zeros));
                if (parts[1].signum() == 0) {
                    digits = parts[0];
                    scale -= zeros;
                }
            }
        }
        BigDecimal stripped = new BigDecimal(digits, scale);
        if (stripped.precision() > MAX_DIGITS) {
            throw tooManyDigits();
        }
        return stripped;
    }

    private static UnreadableValueException tooManyDigits() {
        return new UnreadableValueException("expected a number of at most " + MAX_DIGITS + " digits, got more");
    }

    private static Object convert(@Nullable Schema schema, Object value) {
        if (value instanceof java.util.Date date) {
            // Not toInstant(), which java.sql.Date and java.sql.Time do not support.
            return dateString(schema, Instant.ofEpochMilli(date.getTime()));
        }
        if (value instanceof byte[] bytes) {
            return Base64.getEncoder().encodeToString(bytes);
        }
        if (value instanceof ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            return Base64.getEncoder().encodeToString(bytes);
        }
        if (value instanceof Short || value instanceof Byte) {
            return ((Number) value).intValue();
        }
        if (value instanceof Float single) {
            // By its decimal digits: 44.95f is 44.95 and not 44.95000076293945.
            return RecordNumbers.of(Double.valueOf(single.toString()));
        }
        throw new UnreadableValueException("unsupported value type "
                + value.getClass().getSimpleName()
                + "; supported: strings, numbers, booleans, dates, bytes, lists and objects. Check value.converter and the"
                + " transforms");
    }

    private Object decimal(Struct struct) {
        Object scale = struct.get("scale");
        Object digits = struct.get("value");
        byte[] bytes = digits instanceof ByteBuffer buffer ? new byte[buffer.remaining()] : null;
        if (bytes != null) {
            ((ByteBuffer) digits).duplicate().get(bytes);
        } else if (digits instanceof byte[] array) {
            bytes = array;
        }
        if (bytes == null || bytes.length == 0 || !(scale instanceof Integer)) {
            return new StructView(this, struct);
        }
        BigDecimal decimal = new BigDecimal(new BigInteger(bytes), (Integer) scale);
        return isOrdinary(decimal) ? decimal : withoutZeros(decimal);
    }

    private static String dateString(@Nullable Schema schema, Instant instant) {
        String logicalType = schema == null ? null : schema.name();
        if (Date.LOGICAL_NAME.equals(logicalType)) {
            return instant.atZone(ZoneOffset.UTC).toLocalDate().toString();
        }
        if (Time.LOGICAL_NAME.equals(logicalType)) {
            return TIME.format(instant.atZone(ZoneOffset.UTC));
        }
        return instant.toString();
    }
}
