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
 * Splits a file into the values of records. The file is a sequence of JSON documents, with any line breaks. If it is not
 * valid JSON, each line is a record, so that the preview reports the invalid ones.
 */
final class RecordFile {
    private static final JsonFactory JSON = JsonFactory.builder()
            // Otherwise many names with the same hash would make later records fail.
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .build();

    private RecordFile() {}

    static List<byte[]> values(byte[] text) {
        try {
            return jsonValues(text);
        } catch (JsonProcessingException e) {
            return lines(text);
        } catch (IOException e) {
            throw new IllegalStateException("reading from a byte array cannot fail", e);
        }
    }

    private static List<byte[]> jsonValues(byte[] text) throws IOException {
        List<byte[]> values = new ArrayList<>();
        try (JsonParser parser = JSON.createParser(text)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                int start = (int) parser.currentTokenLocation().getByteOffset();
                parser.skipChildren();
                if (token == JsonToken.VALUE_STRING) {
                    // The parser reads strings lazily; this moves it to the end of the string.
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
