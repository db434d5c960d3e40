package io.github.pinsink.mapping.preset;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/** Reads a preset from its file in the jar. */
final class PresetFile {
    private static final String ABOUT = "preset.";
    private static final String PARAMETER = "parameter.";

    private PresetFile() {}

    static Preset read(String name) {
        Map<String, String> parameters = new LinkedHashMap<>();
        Map<String, String> entries = new LinkedHashMap<>();
        Map<String, String> about = new LinkedHashMap<>();
        for (Map.Entry<String, String> line : lines(name).entrySet()) {
            String key = line.getKey();
            if (key.startsWith(ABOUT)) {
                about.put(key.substring(ABOUT.length()), line.getValue());
            } else if (key.startsWith(PARAMETER)) {
                parameters.put(key.substring(PARAMETER.length()), line.getValue());
            } else {
                entries.put(key, line.getValue());
            }
        }
        return new Preset(
                name,
                required(about, "title"),
                required(about, "records"),
                required(about, "notes"),
                parameters,
                entries);
    }

    private static String required(Map<String, String> about, String key) {
        return Objects.requireNonNull(about.get(key), key);
    }

    /** In the order of the file. */
    private static Map<String, String> lines(String name) {
        Map<String, String> lines = new LinkedHashMap<>();
        String path = "/io/github/pinsink/presets/" + name + ".properties";
        try (InputStream file = PresetFile.class.getResourceAsStream(path);
                Reader reader = new InputStreamReader(file, StandardCharsets.UTF_8)) {
            new InOrder(lines).load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot read " + path + " from the connector's jar; reinstall the connector", e);
        }
        return lines;
    }

    /** Keeps the order of the file, which {@link Properties} does not. */
    private static final class InOrder extends Properties {
        private static final long serialVersionUID = 1L;

        private final transient Map<String, String> lines;

        InOrder(Map<String, String> lines) {
            this.lines = lines;
        }

        @Override
        public synchronized Object put(Object key, Object value) {
            if (lines.put(key.toString(), value.toString()) != null) {
                throw new IllegalStateException("preset file has a duplicate key: " + key);
            }
            return super.put(key, value);
        }
    }
}
