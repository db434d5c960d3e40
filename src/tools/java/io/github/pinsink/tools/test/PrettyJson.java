package io.github.pinsink.tools.test;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;

/** Writes JSON with one property or element per line, so that a review shows what changed. */
final class PrettyJson extends DefaultPrettyPrinter {
    private static final long serialVersionUID = 1L;

    private PrettyJson() {
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        indentObjectsWith(lines);
        indentArraysWith(lines);
    }

    static void write(Path file, JsonNode json) throws IOException {
        TestFiles.write(file, text(json));
    }

    static String text(JsonNode json) throws IOException {
        return TestFiles.JSON.writer(new PrettyJson()).writeValueAsString(json) + "\n";
    }

    @Override
    public DefaultPrettyPrinter createInstance() {
        return new PrettyJson();
    }

    @Override
    public void writeObjectFieldValueSeparator(JsonGenerator generator) throws IOException {
        generator.writeRaw(": ");
    }
}
