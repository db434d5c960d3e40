package io.github.pinsink.mapping.preset;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A ready-made mapping.
 *
 * @param title its purpose in a few words
 * @param records which records it maps and which it skips, in Markdown
 * @param notes further notes, in Markdown
 * @param parameters names and defaults of the values that a config can set in all expressions at once
 * @param entries config keys, without the prefix of a topic, and their expressions with placeholders for parameters
 */
public record Preset(
        String name,
        String title,
        String records,
        String notes,
        Map<String, String> parameters,
        Map<String, String> entries) {
    /** The parameter for the column with the status of an order. */
    public static final String STATUS_COLUMN = "status.column";

    /** The parameter for the statuses of a paid order, separated by commas. */
    public static final String STATUS_VALUES = "status.values";

    private static final Pattern PARAMETER = Pattern.compile("#\\{([a-z.]+)}");
    private static final List<String> NAMES = List.of(
            "pinterest",
            "segment",
            "rudderstack",
            "ga4",
            "ga4-bigquery",
            "shopify",
            "woocommerce",
            "snowplow",
            "appsflyer",
            "debezium-orders");
    private static final Map<String, Preset> PRESETS =
            NAMES.stream().collect(Collectors.toUnmodifiableMap(name -> name, PresetFile::read));

    public Preset {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    /** The names of all presets, in the order of the documentation. */
    public static List<String> names() {
        return NAMES;
    }

    public static Optional<Preset> named(String name) {
        return Optional.ofNullable(PRESETS.get(name));
    }

    /**
     * The config keys that this preset sets, and their expressions.
     *
     * @param given parameter values by name; the default is used for one that is missing or blank
     */
    public Map<String, String> keys(Map<String, String> given) {
        Map<String, String> keys = new LinkedHashMap<>();
        entries.forEach((key, text) -> keys.put(
                key,
                PARAMETER.matcher(text).replaceAll(found -> Matcher.quoteReplacement(value(found.group(1), given)))));
        return keys;
    }

    private String value(String parameter, Map<String, String> given) {
        String own = given.getOrDefault(parameter, "");
        String text = own.isBlank() ? Objects.requireNonNull(parameters.get(parameter)) : own;
        return parameter.equals(STATUS_VALUES) ? lowerCaseStrings(text) : name(text.strip());
    }

    /** The column as a quoted JSONata name, so that it cannot contain another expression. */
    private static String name(String column) {
        return '`' + column.replace("`", "") + '`';
    }

    private static String lowerCaseStrings(String list) {
        return List.of(list.split(",")).stream()
                .map(text -> text.strip().toLowerCase(Locale.ROOT))
                .map(text -> '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                .collect(Collectors.joining(", ", "[", "]"));
    }
}
