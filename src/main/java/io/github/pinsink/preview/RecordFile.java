package io.github.pinsink.preview;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Cuts samples into the values of records: JSON values one after the other, be it one document, one a line, or several over
 * many lines. Where the whole is not JSON each line is a record, so that a broken one shows as such.
 */
final class RecordFile {
    private static final JsonFactory JSON = JsonFactory.builder()
            // Names of the same hash must not make it fail for whatever is read next.
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .build();

    private RecordFile() {}

    static List<byte[]> values(byte[] text) {
        try {
            return jsonValues(text);
        } catch (JsonProcessingException e) {
            return lines(text);
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory does not fail", e);
        }
    }

    private static List<byte[]> jsonValues(byte[] text) throws IOException {
        List<byte[]> values = new ArrayList<>();
        try (JsonParser parser = JSON.createParser(text)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                int start = (int) parser.currentTokenLocation().getByteOffset();
                parser.skipChildren();
                if (token == JsonToken.VALUE_STRING) {
                    // Strings are read when they are asked for.
                    parser.getTextLength();
                }
                values.add(Arrays.copyOfRange(
                        text, start, (int) parser.currentLocation().getByteOffset()));
            }
        }
        return values;
    }

    private static List<byte[]> lines(byte[] text) {
        return new String(text, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .map(line -> line.getBytes(StandardCharsets.UTF_8))
                .toList();
    }
}
