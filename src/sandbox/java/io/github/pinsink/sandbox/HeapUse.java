package io.github.pinsink.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The heap use of a JVM at each garbage collection, in megabytes.
 *
 * @param before in use before each collection
 * @param after in use after each collection
 */
public record HeapUse(List<Integer> before, List<Integer> after) {
    private static final Pattern COLLECTION = Pattern.compile("(\\d+)M->(\\d+)M\\(");

    /** Parses a log written with {@code -Xlog:gc}; a missing file counts as an empty one. */
    static HeapUse read(Path log) {
        List<Integer> before = new ArrayList<>();
        List<Integer> after = new ArrayList<>();
        if (Files.exists(log)) {
            try (Stream<String> lines = Files.lines(log)) {
                lines.map(COLLECTION::matcher).filter(Matcher::find).forEach(found -> {
                    before.add(Integer.parseInt(found.group(1)));
                    after.add(Integer.parseInt(found.group(2)));
                });
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return new HeapUse(List.copyOf(before), List.copyOf(after));
    }

    HeapUse plus(HeapUse later) {
        return new HeapUse(concatenate(before, later.before), concatenate(after, later.after));
    }

    private static List<Integer> concatenate(List<Integer> first, List<Integer> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    /** The maximum before a collection. */
    public int peakMegabytes() {
        return before.stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    /** The maximum after a collection. */
    public int afterGcMegabytes() {
        return after.stream().mapToInt(Integer::intValue).max().orElse(0);
    }
}
