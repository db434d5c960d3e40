package io.github.pinsink.mapping.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.util.ByteBufferBackedInputStream;
import io.github.pinsink.mapping.expression.Projection;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * JSON text read in one pass into only what expressions ask for; the rest is passed over and not built. All of the text has
 * to be JSON nevertheless. Where a name comes twice in an object the last one counts. Integers of any size and decimal
 * fractions stay exact. Depth, and the length of numbers and names, are bounded by the parser.
 */
final class JsonText {
    private static final JsonFactory JSON = JsonFactory.builder()
            // A parse error would otherwise carry a piece of the record.
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            // One record with names of the same hash would make the factory, which all tasks share, fail for good
            // (docs/upstream/jackson-symbol-table.md).
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .build();

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final Projection reads;

    JsonText(Projection reads) {
        this.reads = reads;
    }

    @Nullable
    Object read(byte[] text) throws UnreadableRecordException {
        try (JsonParser parser = JSON.createParser(text)) {
            return whole(parser);
        } catch (IOException e) {
            throw notJson(text.length + " bytes", e);
        }
    }

    @Nullable
    Object read(String text) throws UnreadableRecordException {
        // The parser passes over a byte order mark in bytes, and not in a string.
        boolean marked = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK;
        try (JsonParser parser = marked ? JSON.createParser(text.substring(1)) : JSON.createParser(text)) {
            return whole(parser);
        } catch (IOException e) {
            throw notJson(text.length() + " characters", e);
        }
    }

    /** Leaves the buffer's position where it is. */
    @Nullable
    Object read(ByteBuffer text) throws UnreadableRecordException {
        try (JsonParser parser = text.hasArray()
                ? JSON.createParser(text.array(), text.arrayOffset() + text.position(), text.remaining())
                : JSON.createParser(new ByteBufferBackedInputStream(text.duplicate()))) {
            return whole(parser);
        } catch (IOException e) {
            throw notJson(text.remaining() + " bytes", e);
        }
    }

    private @Nullable Object whole(JsonParser parser) throws IOException, UnreadableRecordException {
        JsonToken first = parser.nextToken();
        if (first == null) {
            throw new UnreadableRecordException(
                    "expected a JSON object as the record's value, got an empty string. Check value.converter");
        }
        Object value = value(parser, first, reads);
        if (parser.nextToken() != null) {
            throw new UnreadableRecordException(
                    "expected one JSON object as the record's value, got trailing content after it"
                            + where(parser.currentTokenLocation()));
        }
        return value;
    }

    private static @Nullable Object value(JsonParser parser, JsonToken token, Projection reads)
            throws IOException, UnreadableRecordException {
        return switch (token) {
            case START_OBJECT -> object(parser, reads);
            case START_ARRAY -> list(parser, reads);
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> parser.getNumberValue();
            case VALUE_NUMBER_FLOAT -> fraction(parser);
            case VALUE_TRUE -> Boolean.TRUE;
            case VALUE_FALSE -> Boolean.FALSE;
            default -> null;
        };
    }

    private static BigDecimal fraction(JsonParser parser) throws IOException, UnreadableRecordException {
        try {
            return parser.getDecimalValue();
        } catch (NumberFormatException e) {
            // 1E-9999999999 is JSON, and its exponent is more than a decimal number can have.
            throw new UnreadableRecordException("the record's value has a number whose exponent is out of range"
                    + where(parser.currentTokenLocation()));
        }
    }

    private static JsonObject object(JsonParser parser, Projection reads)
            throws IOException, UnreadableRecordException {
        JsonObject object = new JsonObject();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken token = parser.nextToken();
            Projection member = reads.member(name);
            if (member.isNothing()) {
                parser.skipChildren();
            } else {
                object.add(name, value(parser, token, member));
            }
        }
        return object;
    }

    private static List<Object> list(JsonParser parser, Projection reads)
            throws IOException, UnreadableRecordException {
        List<Object> list = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            list.add(value(parser, token, reads));
        }
        return list;
    }

    private static UnreadableRecordException notJson(String shape, IOException e) {
        // The parser's own message may quote the record.
        JsonLocation location = e instanceof JsonProcessingException parsing ? parsing.getLocation() : null;
        if (e instanceof StreamConstraintsException) {
            StreamReadConstraints limits = JSON.streamReadConstraints();
            return new UnreadableRecordException("the record's value is JSON of " + shape
                    + " that exceeds a limit of the parser" + where(location) + ". Limits: nesting of "
                    + limits.getMaxNestingDepth() + ", strings of " + limits.getMaxStringLength()
                    + " characters, property names of " + limits.getMaxNameLength() + " characters, numbers of "
                    + limits.getMaxNumberLength() + " digits. Make the record smaller");
        }
        return new UnreadableRecordException("expected JSON as the record's value, got a string of " + shape
                + " that is not JSON" + where(location) + ". Check value.converter");
    }

    private static String where(@Nullable JsonLocation location) {
        return location == null ? "" : ", line " + location.getLineNr() + ", column " + location.getColumnNr();
    }
}
