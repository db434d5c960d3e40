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
 * The heap of a JVM as its collector saw it, in megabytes.
 *
 * @param before in use when a collection began; the highest of them is the peak
 * @param after in use when it had ended, so what is really kept
 */
public record HeapUse(List<Integer> before, List<Integer> after) {
    private static final Pattern COLLECTION = Pattern.compile("(\\d+)M->(\\d+)M\\(");

    /** Of a log written with {@code -Xlog:gc}; a file that is not there holds no collection. */
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

    HeapUse and(HeapUse later) {
        return new HeapUse(joined(before, later.before), joined(after, later.after));
    }

    private static List<Integer> joined(List<Integer> first, List<Integer> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    public int peakMegabytes() {
        return before.stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    /** The most that was left after a collection. */
    public int keptMegabytes() {
        return after.stream().mapToInt(Integer::intValue).max().orElse(0);
    }
}
