package io.github.pinsink.conventions;

import io.github.pinsink.config.Settings;
import io.github.pinsink.event.EventField;
import io.github.pinsink.event.EventNames;
import io.github.pinsink.event.EventSchema;
import io.github.pinsink.event.PlaceholderTable;
import io.github.pinsink.event.ProblemCode;
import io.github.pinsink.event.QualitySignal;
import io.github.pinsink.event.ValueKind;
import io.github.pinsink.mapping.preset.Preset;
import io.github.pinsink.metrics.Metric;
import io.github.pinsink.tools.suggest.SuggestRules;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigDef;

/** Generates the pages under {@code docs}, and the JSON Schema, that list the declarations in the code. */
public final class ReferencePages {
    static final String COMMAND = "mvn -B -ntp -q test-compile exec:java@docs";

    private static final Path FOLDER = Path.of("docs");
    private static final Path PRESETS = Path.of("src/main/resources/io/github/pinsink/presets");
    private static final String NOTE = "<!-- Written by `" + COMMAND + "` from the code. Change it there. -->\n\n";
    private static final String MAPPING = "mapping.";
    private static final String FIELDS_HEAD =
            "| key | type at Pinterest | meaning | accepted values | conversion | examples, as JSON |\n"
                    + "|---|---|---|---|---|---|\n";

    private ReferencePages() {}

    public static void main(String[] arguments) throws IOException {
        for (Map.Entry<Path, String> page : pages().entrySet()) {
            Files.writeString(page.getKey(), page.getValue());
        }
    }

    static Map<Path, String> pages() throws IOException {
        Map<Path, String> pages = new LinkedHashMap<>();
        pages.put(FOLDER.resolve("configuration.md"), configuration());
        pages.put(FOLDER.resolve("event-fields.md"), eventFields());
        pages.put(FOLDER.resolve("presets.md"), presets());
        pages.put(FOLDER.resolve("metrics.md"), metrics());
        pages.put(FOLDER.resolve("problems.md"), problems());
        pages.put(FOLDER.resolve("suggest-rules.md"), suggestRules());
        pages.put(FOLDER.resolve("pinsink.md"), NOTE + CommandLinePage.text());
        pages.put(Path.of("config", "connector-config.schema.json"), ConfigSchema.text());
        return pages;
    }

    private static String configuration() throws IOException {
        StringBuilder page =
                new StringBuilder(NOTE).append("# Configuration\n\n").append("""
                These are the connector's own keys. They come in addition to those of Connect (`connector.class`, `topics`,
                `tasks.max`, converters, `errors.*`). Required are `pinterest.access.token`, an ad account, and a mapping of the
                event's name, action source, time and at least one user identifier. Validation reports all problems of a config
                at once.
                """);
        ConfigDef definition = Settings.definition();
        for (String group : definition.groups()) {
            List<ConfigDef.ConfigKey> keys = definition.configKeys().values().stream()
                    .filter(key -> group.equals(key.group) && !key.internalConfig && !isField(key.name))
                    .toList();
            if (keys.isEmpty()) {
                continue;
            }
            page.append("\n## ").append(group).append("\n\n");
            page.append(
                    "| key | type | default | valid values | importance | description |\n|---|---|---|---|---|---|\n");
            for (ConfigDef.ConfigKey key : keys) {
                page.append(row(
                        code(key.name),
                        key.type.name().toLowerCase(Locale.ROOT),
                        defaultValue(key),
                        valid(key.validator),
                        key.importance.name().toLowerCase(Locale.ROOT),
                        key.documentation));
            }
            if (group.equals("Mapping")) {
                page.append(
                        row(
                                "`mapping.<field>`",
                                "string",
                                "",
                                "JSONata",
                                "high to medium",
                                "A JSONata expression for a field of the event; one key for each of the [event's fields](event-fields.md)."));
                page.append(Files.readString(Path.of("src/test/resources/conventions/mapping.md")));
            }
        }
        return page.toString();
    }

    private static String suggestRules() {
        return NOTE + "# Rules of pinsink suggest\n\n" + """
                `pinsink suggest` proposes a mapping by these rules. They compare names word by word, so `billingAddress`,
                `billing_address` and `Billing-Address` are the same. Each proposal comes with its evidence; without evidence the
                command says what is missing. The proposed config is run through the connector's own mapper.

                """ + SuggestRules.markdown();
    }

    private static String problems() {
        StringBuilder page = new StringBuilder(NOTE).append("# Problems\n\n").append("""
                Why a record is rejected, or a field of an event dropped. Dead letters, the preview and the log name the field or
                key, what was expected and the shape of what was found, never a value. The preview's JSON and the log have the code,
                and the [metric](metrics.md) `records-errant-total` counts records by code.

                | code | cause | what to do |
                |---|---|---|
                """);
        for (ProblemCode code : ProblemCode.values()) {
            page.append(row(code(code.id()), code.cause(), code.cure()));
        }
        return page.toString();
    }

    private static String metrics() {
        StringBuilder page = new StringBuilder(NOTE).append("# Metrics\n\n").append("""
                Attributes of `kafka.connect:type=plugins,connector=<name>,task=<number>` on every version of the worker. Counters
                count from the start of the task. In Prometheus, with the rules of `monitoring/jmx-exporter.yml`, each is
                `pinterest_conversions_<name>` with underscores instead of dashes. [Operations](operations.md#monitoring) says how to
                read them, and has the alerts.

                | attribute | type | unit | also by | description |
                |---|---|---|---|---|
                """);
        for (Metric metric : Metric.rows()) {
            String tags = metric.tags().stream().map(ReferencePages::code).collect(Collectors.joining(", "));
            page.append(row(
                    code(metric.attribute()),
                    metric.type().name().toLowerCase(Locale.ROOT),
                    metric.unit().name().toLowerCase(Locale.ROOT),
                    tags + (metric.hasTotal() ? "" : " only"),
                    metric.text()));
        }
        page.append("\n## Metrics by tag\n\n").append("""
                These have more attributes of the same name, one for each value of the tag:
                `kafka.connect:type=plugins,connector=<name>,task=<number>,<tag>=<value>`. They appear when a value is first counted.

                | tag | values | most values |
                |---|---|---:|
                | `topic` | the topic of the record, after all transforms | 100 |
                | `reason` | why the record was skipped | 4 |
                | `event` | the event name that is sent: one of Pinterest or of `mapping.custom.event.names` | 50 |
                | `field` | the path of the field in the event; for `events-with-field-total` one of those [below](#fields-whose-coverage-is-counted) | 100 |
                | `code` | the code of the [problem](problems.md) | one for each code |
                | `kind` | the kind of the warning, without personal data | 65 |

                A further value is counted as `other`, so that the number of time series stays bounded.

                | attribute | in Prometheus |
                |---|---|
                """);
        for (Metric metric : Metric.rows()) {
            if (!metric.tags().isEmpty()) {
                page.append(row(
                        code(metric.attribute() + metric.tags().stream().collect(Collectors.joining(",", "{", "}"))),
                        code(prometheusNameByTag(metric))));
            }
        }
        page.append("\n## Fields whose coverage is counted\n\n").append("""
                The eleven components of Pinterest's Event Quality Score. `events-with-field-total` counts, by event name, the mapped
                events that have them.

                | `field` | component | what it is for |
                |---|---|---|
                """);
        for (QualitySignal signal : QualitySignal.values()) {
            page.append(row(code(signal.path()), signal.label(), signal.documentation()));
        }
        return page.toString();
    }

    /** The name of the metric without tags. */
    public static String prometheusName(Metric metric) {
        return "pinterest_conversions_" + metric.attribute().replace('-', '_');
    }

    /** The name of the metric with tags. */
    public static String prometheusNameByTag(Metric metric) {
        String name = prometheusName(metric);
        String total = "_total";
        return metric.hasTotal()
                ? name.substring(0, name.length() - total.length()) + "_by_"
                        + metric.tags().get(0) + total
                : name;
    }

    private static boolean isField(String key) {
        return key.startsWith(MAPPING)
                && EventSchema.field(key.substring(MAPPING.length())).isPresent();
    }

    private static String defaultValue(ConfigDef.ConfigKey key) {
        if (!key.hasDefault()) {
            return "required";
        }
        Object value = key.defaultValue;
        if (value == null || value.equals("") || (value instanceof List<?> list && list.isEmpty())) {
            return "";
        }
        return code(value.toString());
    }

    /** Other validators are described in the documentation of their key. */
    private static String valid(ConfigDef.Validator validator) {
        if (validator instanceof ConfigDef.ValidString) {
            return List.of(validator.toString().replaceAll("[\\[\\]]", "").split(", ")).stream()
                    .map(ReferencePages::code)
                    .collect(Collectors.joining(", "));
        }
        if (validator instanceof ConfigDef.Range) {
            return validator
                    .toString()
                    .replaceAll("[\\[\\]]", "")
                    .replace(",...,", " to ")
                    .replaceAll("^(-?\\d+),\\.\\.\\.$", "at least $1");
        }
        return "";
    }

    private static String eventFields() {
        StringBuilder page =
                new StringBuilder(NOTE).append("# The fields of the event\n\n").append("""
                Each field has a key `mapping.<field>` for a JSONata expression over the record. The result is converted to the type
                of the field.

                - An event requires `event_name`, `action_source` and `event_time`, and a user identifier: `em`, `hashed_maids`, or
                  both `client_ip_address` and `client_user_agent`. A missing `event_id` is derived from the record's topic,
                  partition, offset and timestamp.
                - An invalid value of an optional field is dropped, or rejects the record (`mapping.on.invalid.field`); so is a
                  field whose expression fails. `opt_out` and `opt_out_type` are never dropped: they reject the record. An invalid
                  value of a required field rejects the record. See [Problems](problems.md).
                - Missing values, null and blank strings count as absent. Null is never sent, even if the field is nullable.
                - [Placeholders](#placeholders), such as `undefined`, count as absent too, but are reported.
                - In a list only the invalid elements are dropped, and in an object of `contents` only the invalid properties. Each
                  is reported with its path, such as `custom_data.contents[1].quantity`.
                - For a field that takes one value, a list with one element counts as the element.
                - Hashed fields are normalized as described here and sent only as SHA-256. A SHA-256 digest counts as
                  already hashed (`mapping.hash.detection`).
                - **Extra** fields are in newer descriptions of the API only. They are sent only if `mapping.extra.fields` lists
                  them. See [Extra fields](mapping.md#extra-fields).
                """);
        String group = "none";
        for (EventField field : EventSchema.fields()) {
            String own = field.path().contains(".")
                    ? field.path().substring(0, field.path().indexOf('.'))
                    : "";
            if (!own.equals(group)) {
                group = own;
                page.append("\n## ")
                        .append(own.isEmpty() ? "The event" : "`" + own + "`")
                        .append("\n\n");
                page.append(FIELDS_HEAD);
            }
            page.append(row(field, code(MAPPING + field.path())));
        }
        page.append("\n### Properties of an entry of `contents`\n\n").append(FIELDS_HEAD);
        for (EventField property :
                EventSchema.field("custom_data.contents").orElseThrow().properties()) {
            page.append(row(property, code(property.path())));
        }
        return page.append(placeholders()).append(eventNames()).toString();
    }

    private static String placeholders() {
        StringBuilder page = new StringBuilder("\n## Placeholders\n\n").append("""
                What systems write where they have no value counts as absent. It is dropped and reported with the code
                `placeholder`, identifies nobody, and never becomes an `event_id`. It does not reject the record, also with
                `mapping.on.invalid.field=reject`: null would not either. Only an opt-out that is Debezium's mark rejects it.

                What a placeholder is depends on the kind of the field, since some words are names or codes: `Null`, `Guest` and
                `None` are surnames, and `NA` is the code of Namibia and of the province of Naples. White space around the value,
                quotation marks and the escapes of URLs do not matter. Zeros in groups count from five zeros on, so `0-0` is
                an id. The SHA-256 digest of a spelling below, also in upper case, is a placeholder too, unless a real name or
                code has the same digest. Cities that have the name of a placeholder,
                such as None in Italy and Nan in Thailand, cannot be sent.

                | kind | fields |
                |---|---|
                """);
        for (ValueKind kind : ValueKind.values()) {
            page.append(row(kind.label(), kind == ValueKind.OTHER ? "all others" : fields(kind)));
        }
        page.append("\n| what | spelling |");
        for (ValueKind kind : ValueKind.values()) {
            page.append(' ').append(kind.label()).append(" |");
        }
        page.append("\n|---|---|")
                .append("---|".repeat(ValueKind.values().length))
                .append('\n');
        for (PlaceholderTable.Row row : PlaceholderTable.rows()) {
            List<String> cells = new ArrayList<>(List.of(row.name(), spellings(row)));
            for (ValueKind kind : ValueKind.values()) {
                cells.add(row.kinds().contains(kind) ? "absent" : "");
            }
            page.append(row(cells.toArray(String[]::new)));
        }
        return page.toString();
    }

    private static String fields(ValueKind kind) {
        return EventSchema.fields().stream()
                .flatMap(field -> Stream.concat(Stream.of(field), field.properties().stream()))
                .filter(field -> field.kind() == kind)
                .map(field -> code(field.path()))
                .collect(Collectors.joining(", "));
    }

    private static String spellings(PlaceholderTable.Row row) {
        String spellings = row.spellings().stream().map(ReferencePages::code).collect(Collectors.joining(", "));
        return switch (row.match()) {
            case ANY_CASE -> spellings;
            case EXACT -> spellings + " in lower case only";
            case FORM -> "of the form of " + spellings;
        };
    }

    private static String row(EventField field, String name) {
        boolean isRequired = field.required() && !field.path().equals("event_id");
        String type = field.type().label()
                + (field.bounds().isEmpty() ? "" : ", " + field.bounds())
                + (isRequired ? "; **required**" : "")
                + (field.extra() ? "; **extra**" : "")
                + (field.hashed() ? "; hashed" : "")
                + (field.nullable() ? "; nullable" : "");
        String examples = field.examples().stream()
                .map(example -> code(example.given()) + " → "
                        + (example.sent().isEmpty()
                                ? "dropped"
                                : (field.hashed() ? "SHA-256 of " : "") + code(example.sent())))
                .collect(Collectors.joining("; "));
        return row(name, type, field.documentation(), field.accepted(), field.normalization(), examples);
    }

    private static String eventNames() {
        StringBuilder page = new StringBuilder("\n## Event names\n\n")
                .append("""
                The API accepts any name, but reports an unknown one as unknown, so the connector checks names. The API's names are
                """)
                .append(EventNames.STANDARD.stream().map(ReferencePages::code).collect(Collectors.joining(", ")));
        page.append(".\n\n").append("""
                The connector also accepts the usual spellings of other tools, in upper or lower case, with spaces, underscores or
                dashes between words. List the events that you have defined at Pinterest in `mapping.custom.event.names`, spelled
                exactly as you defined them. `mapping.on.unknown.event` decides about other names.

                | tool | event name | spellings |
                |---|---|---|
                """);
        for (EventNames.Spelling spelling : EventNames.spellings()) {
            page.append(row(
                    spelling.tool(),
                    code(spelling.name()),
                    spelling.spellings().stream().map(ReferencePages::code).collect(Collectors.joining(", "))));
        }
        return page.toString();
    }

    private static String presets() throws IOException {
        StringBuilder page = new StringBuilder(NOTE).append("# Presets\n\n").append("""
                A preset is a complete mapping for a well-known record format, such as `"mapping.preset": "segment"`. Explicit keys
                override the same keys of the preset; an empty value removes the field. `topic.<name>.mapping.preset` sets the
                preset of one topic: it replaces the default mapping there, except for `mapping.ad_account_id`. You can copy lines
                from this page into a config. `#{...}` is a parameter.

                With every preset, a record without a user identifier becomes an errant record. Use `bin/pinsink preview` to check
                the events of your own records.

                """);
        for (String name : Preset.names()) {
            Preset preset = Preset.named(name).orElseThrow();
            page.append("- [")
                    .append(code(name))
                    .append("](#")
                    .append(name)
                    .append("): ")
                    .append(preset.title())
                    .append('\n');
        }
        for (String name : Preset.names()) {
            Preset preset = Preset.named(name).orElseThrow();
            page.append("\n## ")
                    .append(name)
                    .append("\n\n")
                    .append(preset.title())
                    .append(". ");
            page.append(preset.records()).append("\n\n").append(preset.notes()).append("\n\n");
            for (Map.Entry<String, String> parameter : preset.parameters().entrySet()) {
                page.append("- `mapping.preset.").append(parameter.getKey()).append("`, default ");
                page.append(code(parameter.getValue())).append('\n');
            }
            page.append(preset.parameters().isEmpty() ? "" : "\n");
            page.append("```properties\n").append(expressions(name)).append("```\n");
        }
        return page.toString();
    }

    /** The expressions in the file, without its description. */
    private static String expressions(String name) throws IOException {
        String text = Files.readString(PRESETS.resolve(name + ".properties"), StandardCharsets.UTF_8);
        StringJoiner kept = new StringJoiner("\n", "", "\n");
        boolean isAbout = true;
        boolean continues = false;
        for (String line : text.split("\n")) {
            isAbout = continues ? isAbout : line.startsWith("preset.");
            boolean isHead = kept.length() <= 1 && (line.startsWith("#") || line.isBlank());
            if (!isAbout && !isHead) {
                kept.add(line);
            }
            continues = line.endsWith("\\");
        }
        return kept.toString();
    }

    private static String code(String text) {
        return "`" + text + "`";
    }

    private static String row(String... cells) {
        return List.of(cells).stream()
                .map(cell -> cell.replace("|", "\\|").replace("\n", " "))
                .collect(Collectors.joining(" | ", "| ", " |\n"));
    }
}
