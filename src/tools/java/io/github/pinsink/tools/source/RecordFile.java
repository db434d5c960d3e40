package io.github.pinsink.tools.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.github.pinsink.tools.command.UsageException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The values of records in files or on standard input. A file is a sequence of JSON documents, with any line breaks. If it is
 * not valid JSON, or is larger than {@value #MAX_DOCUMENTS} bytes, each line is a record, so that invalid records are
 * reported and memory is bounded.
 */
final class RecordFile implements RecordSource {
    /** Stands for standard input. */
    static final String STANDARD_INPUT = "-";

    private static final int MAX_DOCUMENTS = 16 << 20;

    private static final int LINE_BUFFER = 1 << 16;

    private static final JsonFactory JSON = JsonFactory.builder()
            // Otherwise many names with the same hash would make later records fail.
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .build();

    /** Makes a record of a value. */
    interface Values extends Function<byte[], RawRecord> {}

    private final List<String> files;
    private final InputStream standardInput;
    private final Values records;

    RecordFile(List<String> files, InputStream standardInput, Values records) {
        this.files = List.copyOf(files);
        this.standardInput = standardInput;
        this.records = records;
    }

    @Override
    public void read(Receiver receiver) throws UsageException {
        boolean isFirst = true;
        for (String file : files) {
            boolean isEmpty;
            try (InputStream in = file.equals(STANDARD_INPUT) ? standardInput : Files.newInputStream(Path.of(file))) {
                isEmpty = !read(in, isFirst && files.size() == 1, receiver);
            } catch (NoSuchFileException e) {
                throw new UsageException("file not found: " + file);
            } catch (InvalidPathException e) {
                throw new UsageException("--record: cannot read the value as a path. If a file name has unusual"
                        + " characters, set LC_ALL=C.UTF-8");
            } catch (IOException e) {
                throw new UsageException("cannot read " + file + ": " + e.getMessage());
            }
            if (isEmpty) {
                throw new UsageException("no record in " + file);
            }
            isFirst = false;
        }
    }

    /** @return whether there was a record */
    private boolean read(InputStream in, boolean isOnly, Receiver receiver) throws IOException {
        byte[] start = in.readNBytes(MAX_DOCUMENTS);
        if (isUtf16(start)) {
            throw new IOException(
                    "it is in UTF-16; expected UTF-8. Convert it, for example with iconv -f UTF-16 -t UTF-8");
        }
        if (start.length < MAX_DOCUMENTS) {
            List<byte[]> values = values(start);
            receiver.expect(isOnly ? OptionalLong.of(values.size()) : OptionalLong.empty());
            values.forEach(value -> receiver.accept(records.apply(value)));
            return !values.isEmpty();
        }
        if (hasLineBreaksInside(start)) {
            throw new IOException(
                    "it is larger than " + (MAX_DOCUMENTS >> 20) + " MB and has documents of several lines;"
                            + " expected one document per line. Convert it, for example with jq -c .");
        }
        receiver.expect(OptionalLong.empty());
        return lines(
                new SequenceInputStream(new ByteArrayInputStream(start), in),
                value -> receiver.accept(records.apply(value)));
    }

    /** By its byte order mark, as some Windows programs write it. */
    private static boolean isUtf16(byte[] text) {
        return text.length >= 2
                && (text[0] == (byte) 0xff && text[1] == (byte) 0xfe
                        || text[0] == (byte) 0xfe && text[1] == (byte) 0xff);
    }

    /** As programs write JSON for readers: the first line is only the begin of an object or array. */
    private static boolean hasLineBreaksInside(byte[] text) {
        int end = 0;
        while (end < text.length && text[end] != '\n') {
            end++;
        }
        String line = new String(text, 0, Math.min(end, 8), StandardCharsets.UTF_8).strip();
        return line.equals("{") || line.equals("[") || line.equals("[{");
    }

    static List<byte[]> values(byte[] text) {
        try {
            return jsonValues(text);
        } catch (JsonProcessingException e) {
            List<byte[]> values = new ArrayList<>();
            try {
                lines(new ByteArrayInputStream(text), values::add);
            } catch (IOException impossible) {
                throw new IllegalStateException("reading from a byte array cannot fail", impossible);
            }
            return values;
        } catch (IOException e) {
            throw new IllegalStateException("reading from a byte array cannot fail", e);
        }
    }

    private static List<byte[]> jsonValues(byte[] text) throws IOException {
        List<byte[]> values = new ArrayList<>();
        try (JsonParser parser = JSON.createParser(text)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                int start = (int) parser.currentTokenLocation().getByteOffset();
                if (start < 0) {
                    throw new JsonParseException(parser, "expected UTF-8");
                }
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

    /** The bytes are kept as they are: a converter decides whether they are valid UTF-8. */
    private static boolean lines(InputStream in, Consumer<byte[]> values) throws IOException {
        byte[] buffer = new byte[LINE_BUFFER];
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        boolean hasValue = false;
        for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
            int start = 0;
            for (int i = 0; i < length; i++) {
                if (buffer[i] == '\n') {
                    line.write(buffer, start, i - start);
                    hasValue |= accept(line, values);
                    start = i + 1;
                }
            }
            line.write(buffer, start, length - start);
        }
        return accept(line, values) || hasValue;
    }

    /** @return whether the line is not blank */
    private static boolean accept(ByteArrayOutputStream line, Consumer<byte[]> values) {
        byte[] bytes = line.toByteArray();
        line.reset();
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] >= 0 && bytes[end - 1] <= ' ') {
            end--;
        }
        if (end > 0) {
            values.accept(end == bytes.length ? bytes : Arrays.copyOf(bytes, end));
        }
        return end > 0;
    }
}
