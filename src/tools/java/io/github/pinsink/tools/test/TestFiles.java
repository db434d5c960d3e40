package io.github.pinsink.tools.test;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.pinsink.tools.command.UsageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The files of one test. Only some of them exist.
 *
 * @param name the path below the directory of all tests, with slashes and without suffix, such as {@code orders/paid}
 * @param prefix the path of the files without their suffix
 */
record TestFiles(String name, Path prefix) {
    static final String RECORD = ".record.json";
    static final String META = ".meta.json";
    static final String EVENT = ".event.json";
    static final String REJECTED = ".rejected.json";
    static final String SKIPPED = ".skipped.json";

    /** Keeps all digits of a number, and the trailing zeros of its fraction. */
    static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .nodeFactory(new JsonNodeFactory(true))
            .build();

    /** Not through a symbolic link, which in the tests of somebody else may lead to any file. */
    static void write(Path file, String text) throws IOException {
        Files.writeString(
                file,
                text,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS);
    }

    Path directory() {
        Path parent = prefix.getParent();
        return parent == null ? Path.of("") : parent;
    }

    Path file(String suffix) {
        return prefix.resolveSibling(prefix.getFileName() + suffix);
    }

    boolean has(String suffix) {
        return Files.isRegularFile(file(suffix));
    }

    /** Whether any of the files exists. */
    boolean exists() {
        return has(RECORD) || has(META) || hasExpectation();
    }

    boolean hasExpectation() {
        return has(EVENT) || has(REJECTED) || has(SKIPPED);
    }

    byte[] bytes(String suffix) throws UsageException {
        try {
            return Files.readAllBytes(file(suffix));
        } catch (IOException e) {
            throw new UsageException("cannot read " + file(suffix) + ": " + e.getMessage());
        }
    }

    JsonNode json(String suffix) throws UsageException {
        return json(file(suffix), bytes(suffix));
    }

    static JsonNode json(Path file, byte[] text) throws UsageException {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UsageException(file + " is not JSON"
                    + (e.getLocation() == null
                            ? ""
                            : ": line " + e.getLocation().getLineNr() + ", column "
                                    + e.getLocation().getColumnNr()));
        } catch (IOException e) {
            throw new UncheckedIOException("reading from a byte array cannot fail", e);
        }
    }
}
