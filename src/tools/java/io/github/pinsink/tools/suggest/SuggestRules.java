package io.github.pinsink.tools.suggest;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The page about the rules, in Markdown, from the tables that the command uses. */
public final class SuggestRules {
    private static final int SHOWN_NAMES = 22;

    private SuggestRules() {}

    /** The page without its title. */
    public static String markdown() {
        return fields() + times() + amounts() + items() + eventNames() + sources() + filters() + persons() + presets();
    }

    private static String fields() {
        StringBuilder text = new StringBuilder("## Fields\n\n").append("""
                A path is a candidate if its last words are one of the names, and at least half of its values have the form and are
                accepted by the field. The first names count more, and so do paths that more records have. Fields of `user_data`
                are not taken from what belongs to somebody else. The words of a path are compared as they are, with abbreviations
                written out, and in English by the table of translations below; a name of several words also fits in the reverse
                order, such as `date_order`.

                """);
        text.append("Somebody else: ")
                .append(words(FieldRules.OTHERS.stream().sorted().toList()));
        text.append(". The user, the best first: ")
                .append(words(FieldRules.USER))
                .append(".\n\n");
        text.append("| field | values | names | not with |\n|---|---|---|---|\n");
        for (FieldRule rule : FieldRules.all()) {
            String more =
                    Set.of("custom_data.order_id", "user_data.external_id").contains(rule.field())
                            ? ", and the nouns below with one of the ends"
                            : "";
            text.append(row(
                    '`' + rule.field() + '`',
                    rule.form().label() + (rule.byValue() ? "; also without a name" : ""),
                    words(rule.names().stream()
                                    .limit(more.isEmpty() ? Long.MAX_VALUE : SHOWN_NAMES)
                                    .toList())
                            + more,
                    words(rule.without().stream().sorted().toList())));
        }
        return text.append("\nNouns of an order: ")
                .append(words(FieldRules.ORDER_NOUNS))
                .append(". Ends: ")
                .append(words(FieldRules.ORDER_ENDS))
                .append(".\n\nAbbreviations: ")
                .append(Words.ABBREVIATIONS.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(entry -> entry.getKey() + " (" + entry.getValue() + ")")
                        .collect(Collectors.joining(", ")))
                .append(".\n\n")
                .append(translations())
                .toString();
    }

    private static String translations() {
        StringBuilder text = new StringBuilder("## Other languages and SAP\n\n").append("""
                Words of French, Spanish, German, Italian, Portuguese, Dutch and Polish are read as English, also as a part of one
                word, such as `bestellnummer`. Accents do not matter.

                | English | words |
                |---|---|
                """);
        Translations.TABLE.forEach((english, words) -> text.append(row(english, words(words))));
        return text.append("\nFields of SAP: ")
                .append(SapNames.TABLE.entrySet().stream()
                        .map(entry -> '`' + entry.getKey() + "` (" + entry.getValue() + ")")
                        .collect(Collectors.joining(", ")))
                .append(".\n\n")
                .toString();
    }

    private static String times() {
        return "## `event_time`\n\n"
                + "Times that the connector reads, dates of the form `24.11.2026`, and counts of days. A date and a clock time next to"
                + " each other are joined. Dates with slashes need a sample whose day is above 12. Names: "
                + words(TimeRule.NAMES) + ".\n\nNot with: "
                + words(TimeRule.WITHOUT.stream().sorted().toList())
                + ".\n\nThe zone of times without an offset, unless it is that of the user: "
                + words(TimeZoneRule.ZONES) + ".\n\n";
    }

    private static String amounts() {
        return "## `custom_data.value` and `custom_data.currency`\n\nNames: " + words(AmountRule.NAMES)
                + ".\n\nNot with: "
                + words(AmountRule.WITHOUT.stream().sorted().toList()) + ".\n\nThe smallest unit: "
                + words(Amounts.MINOR.stream().sorted().toList()) + ". Millionths: "
                + words(Amounts.MICROS.stream().sorted().toList())
                + ". Also the smallest unit: whole numbers where a field named "
                + words(AmountUnits.NAMES) + " says such a word, or one named " + words(AmountUnits.DIGITS)
                + " says the digits; and whole numbers, most of which end in other digits than 0, 5 and 9, in "
                + words(AmountUnits.CENTS.stream().sorted().toList())
                + ". A decimal comma, a currency sign and spaces are removed. Without a field for the currency, the name or the sign"
                + " of an amount says it.\n\n";
    }

    private static String items() {
        StringBuilder text = new StringBuilder("## Items\n\n").append("""
                A list of objects that have an ID or a name, and a price or a quantity; also a list in the elements of another one.
                Otherwise a list of IDs, or the ID of one product, with its price and quantity if they are next to it. Where a line
                has several objects, what was delivered counts rather than what was ordered.

                """);
        text.append("Lists: ").append(words(ItemsRule.LISTS)).append(".\n\n| property | names |\n|---|---|\n");
        ItemProperties.NAMES.forEach((property, names) -> text.append(row('`' + property + '`', words(names))));
        return text.append("\nLists of IDs: ")
                .append(words(ItemsRule.ID_LISTS))
                .append(". One product: ")
                .append(words(ItemsRule.PRODUCT_IDS))
                .append(".\n\n")
                .toString();
    }

    private static String eventNames() {
        StringBuilder text = new StringBuilder("## `event_name`\n\n").append("""
                A field with one of the names, and values of which at least a third (for generic names two thirds) are names that the
                connector knows or have the words below. The first row that fits counts. Without such a field, what all records have
                says it: an order ID and an amount are a `checkout`.

                """);
        text.append("Names: ").append(words(EventNameRule.NAMES)).append(".\n\n| event | words |\n|---|---|\n");
        for (EventWords.Row row : EventWords.ROWS) {
            text.append(row('`' + row.event() + '`', words(row.phrases())));
        }
        return text.append(row("no conversion", words(EventWords.NEGATIVE)))
                .append('\n')
                .toString();
    }

    private static String sources() {
        StringBuilder text = new StringBuilder("## `action_source`\n\n")
                .append("Fields with the names of channels: ")
                .append(words(ActionSourceRule.NAMES))
                .append(".\n\n| source | words of a channel | properties that say it |\n|---|---|---|\n");
        ActionSourceRule.WORDS.forEach((source, words) -> text.append(row(
                '`' + source + '`', words(words), words(ActionSourceRule.EVIDENCE.getOrDefault(source, List.of())))));
        return text.append('\n').toString();
    }

    private static String filters() {
        return "## `filter`\n\nOf orders, the statuses in the samples that say paid: "
                + words(FilterRule.PAID.stream().sorted().toList()) + ". Known, but not paid: "
                + words(FilterRule.NOT_PAID.stream().sorted().toList()) + ". Names: " + words(FilterRule.NAMES)
                + ". Change events of Debezium: inserts, or the change that makes a row paid.\n\n";
    }

    private static String persons() {
        return "## Names and opt-outs\n\nA full name with a space is split: " + words(PersonRules.FULL_NAMES)
                + ".\n\nOpt-outs: " + words(PersonRules.OPT_OUTS) + ".\n\nConsents: " + words(PersonRules.CONSENTS)
                + ".\n\n";
    }

    private static String presets() {
        StringBuilder text = new StringBuilder("## Presets\n\n")
                .append("A preset is proposed if ")
                .append(PresetRule.MARKED_PERCENT)
                .append(" % of the records have all its marks, ")
                .append(PresetRule.SENT_PERCENT)
                .append(" % of those that it does not skip yield events, and the events have ")
                .append(PresetRule.FIELDS_PERCENT)
                .append(" % of the values that the rules find.\n\n| preset | marks |\n|---|---|\n");
        for (PresetRule rule : PresetRule.ALL) {
            text.append(row(
                    '`' + rule.name() + '`',
                    rule.marks().stream()
                            .map(mark -> '`' + mark.replace("|", "` or `") + '`')
                            .collect(Collectors.joining(", "))));
        }
        return text.toString();
    }

    private static String words(List<String> names) {
        return String.join(", ", names);
    }

    private static String row(String... cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }
}
