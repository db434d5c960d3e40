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
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Parses JSON in one pass and builds only the parts that expressions read. All of the document must be valid JSON
 * nevertheless. The last of duplicate names in an object wins. Integers of any size stay exact; for other numbers see {@link
 * RecordNumbers}. The parser limits the depth and the length of strings, numbers and names.
 */
final class JsonText {
    private static final JsonFactory JSON = JsonFactory.builder()
            // Otherwise an error message would quote the record.
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            // One record with names of the same hash would make the factory, which all tasks share, fail permanently
            // (docs/upstream/jackson-symbol-table.md).
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .build();

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final Projection projection;

    JsonText(Projection projection) {
        this.projection = projection;
    }

    @Nullable
    Object read(byte[] text) throws UnreadableRecordException {
        try (JsonParser parser = JSON.createParser(text)) {
            return document(parser);
        } catch (IOException e) {
            throw invalidJson(text.length + " bytes", e);
        }
    }

    @Nullable
    Object read(String text) throws UnreadableRecordException {
        // The parser skips a byte order mark in bytes, but not in a string.
        boolean hasMark = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK;
        try (JsonParser parser = hasMark ? JSON.createParser(text.substring(1)) : JSON.createParser(text)) {
            return document(parser);
        } catch (IOException e) {
            throw invalidJson(text.length() + " characters", e);
        }
    }

    /** Does not change the buffer's position. */
    @Nullable
    Object read(ByteBuffer text) throws UnreadableRecordException {
        try (JsonParser parser = text.hasArray()
                ? JSON.createParser(text.array(), text.arrayOffset() + text.position(), text.remaining())
                : JSON.createParser(new ByteBufferBackedInputStream(text.duplicate()))) {
            return document(parser);
        } catch (IOException e) {
            throw invalidJson(text.remaining() + " bytes", e);
        }
    }

    private @Nullable Object document(JsonParser parser) throws IOException, UnreadableRecordException {
        JsonToken first = parser.nextToken();
        if (first == null) {
            throw new UnreadableRecordException(
                    "expected a JSON object as the record's value, got an empty string. Check value.converter");
        }
        Object value = value(parser, first, projection);
        if (parser.nextToken() != null) {
            throw new UnreadableRecordException(
                    "expected one JSON object as the record's value, got trailing content after it"
                            + location(parser.currentTokenLocation()));
        }
        return value;
    }

    private static @Nullable Object value(JsonParser parser, JsonToken token, Projection projection)
            throws IOException, UnreadableRecordException {
        return switch (token) {
            case START_OBJECT -> object(parser, projection);
            case START_ARRAY -> list(parser, projection);
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> parser.getNumberValue();
            case VALUE_NUMBER_FLOAT -> fraction(parser);
            case VALUE_TRUE -> Boolean.TRUE;
            case VALUE_FALSE -> Boolean.FALSE;
            default -> null;
        };
    }

    private static Number fraction(JsonParser parser) throws IOException, UnreadableRecordException {
        try {
            return RecordNumbers.of(parser.getDecimalValue());
        } catch (NumberFormatException e) {
            // 1E-9999999999 is valid JSON, but its exponent exceeds that of a BigDecimal.
            throw new UnreadableRecordException("the record's value has a number whose exponent is out of range"
                    + location(parser.currentTokenLocation()));
        }
    }

    private static JsonObject object(JsonParser parser, Projection projection)
            throws IOException, UnreadableRecordException {
        JsonObject object = new JsonObject();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken token = parser.nextToken();
            Projection property = projection.property(name);
            if (property.isNothing()) {
                parser.skipChildren();
            } else {
                object.add(name, value(parser, token, property));
            }
        }
        return object;
    }

    private static List<Object> list(JsonParser parser, Projection projection)
            throws IOException, UnreadableRecordException {
        List<Object> list = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            list.add(value(parser, token, projection));
        }
        return list;
    }

    private static UnreadableRecordException invalidJson(String shape, IOException e) {
        // The parser's message may quote the record.
        JsonLocation location = e instanceof JsonProcessingException parsing ? parsing.getLocation() : null;
        if (e instanceof StreamConstraintsException) {
            StreamReadConstraints limits = JSON.streamReadConstraints();
            return new UnreadableRecordException("the record's value is JSON of " + shape
                    + " that exceeds a limit of the parser" + location(location) + ". Limits: nesting of "
                    + limits.getMaxNestingDepth() + ", strings of " + limits.getMaxStringLength()
                    + " characters, property names of " + limits.getMaxNameLength() + " characters, numbers of "
                    + limits.getMaxNumberLength() + " digits. Make the record smaller");
        }
        return new UnreadableRecordException("expected JSON as the record's value, got a string of " + shape
                + " that is not JSON" + location(location) + ". Check value.converter");
    }

    private static String location(@Nullable JsonLocation location) {
        return location == null ? "" : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
    }
}
