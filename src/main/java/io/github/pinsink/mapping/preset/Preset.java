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
 * A ready mapping.
 *
 * @param title what it is for, in a few words
 * @param records which records it takes and which it skips, as Markdown
 * @param notes what else to know, as Markdown
 * @param parameters what a configuration may change in several expressions at once, with its default
 * @param entries the keys it sets, without the prefix of a topic, and their texts, with parameters still in them
 */
public record Preset(
        String name,
        String title,
        String records,
        String notes,
        Map<String, String> parameters,
        Map<String, String> entries) {
    /** The column that holds the state of an order. */
    public static final String STATUS_COLUMN = "status.column";

    /** The states in which an order is paid, separated by commas. */
    public static final String STATUS_VALUES = "status.values";

    private static final Pattern PARAMETER = Pattern.compile("#\\{([a-z.]+)}");
    private static final List<String> NAMES = List.of(
            "pinterest", "segment", "rudderstack", "ga4", "shopify", "snowplow", "appsflyer", "debezium-orders");
    private static final Map<String, Preset> PRESETS =
            NAMES.stream().collect(Collectors.toUnmodifiableMap(name -> name, PresetFile::read));

    public Preset {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    /** The names of all presets, in the order in which they are told. */
    public static List<String> names() {
        return NAMES;
    }

    public static Optional<Preset> named(String name) {
        return Optional.ofNullable(PRESETS.get(name));
    }

    /**
     * The keys of the configuration that this preset stands for.
     *
     * @param given values of parameters by their name; the default counts for those that are not there or blank
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
        return parameter.equals(STATUS_VALUES) ? textsInLowerCase(text) : name(text.strip());
    }

    /** A name as JSONata quotes it, which lets any column through, and nothing but a column. */
    private static String name(String column) {
        return '`' + column.replace("`", "") + '`';
    }

    private static String textsInLowerCase(String list) {
        return List.of(list.split(",")).stream()
                .map(text -> text.strip().toLowerCase(Locale.ROOT))
                .map(text -> '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                .collect(Collectors.joining(", ", "[", "]"));
    }
}
