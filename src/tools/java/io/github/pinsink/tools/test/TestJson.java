package io.github.pinsink.tools.test;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.pinsink.tools.command.Terminal;
import java.util.Locale;

/** For programs: standard output has one JSON object per test and line, and the summary goes to standard error. */
final class TestJson implements TestReport {
    private final Terminal terminal;
    private final ResultCounts counts = new ResultCounts();

    TestJson(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void add(TestResult result) {
        counts.add(result);
        ObjectNode object = TestFiles.JSON.createObjectNode();
        object.put("test", result.test().name());
        object.put("status", result.status().name().toLowerCase(Locale.ROOT));
        object.put("outcome", result.outcome());
        ArrayNode differences = object.putArray("differences");
        for (Difference difference : result.differences()) {
            differences
                    .addObject()
                    .put("path", difference.path())
                    .put("expected", difference.expected())
                    .put("found", difference.found());
        }
        object.put("message", result.message());
        ArrayNode written = object.putArray("written");
        result.written().forEach(file -> written.add(file.toString()));
        ArrayNode deleted = object.putArray("deleted");
        result.deleted().forEach(file -> deleted.add(file.toString()));
        terminal.out().println(object);
    }

    @Override
    public void finish() {
        terminal.err().println(counts.text());
    }
}
