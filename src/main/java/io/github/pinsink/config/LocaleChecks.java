package io.github.pinsink.config;

import io.github.pinsink.event.RecordLocale;
import io.github.pinsink.mapping.MappingDefinition;
import io.github.pinsink.mapping.expression.Expression;
import java.time.ZoneId;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Checks the expressions for the country of phone numbers and for the zone of local times: constants, and names without
 * quotes, which JSONata reads as fields of the record.
 */
final class LocaleChecks {
    private static final Pattern COUNTRY_CODE = Pattern.compile("[A-Z]{2,3}");
    private static final Pattern WORD = Pattern.compile("[A-Z][A-Za-z]+");
    private static final Pattern ZONE_NAME = Pattern.compile("[A-Z][A-Za-z]+(/[A-Z][A-Za-z0-9_+-]+)+");
    private static final int MAX_TYPING_ERROR = 3;

    private LocaleChecks() {}

    static boolean isKey(String key) {
        return key.equals(MappingDefinition.PHONE_COUNTRY) || key.equals(MappingDefinition.TIME_ZONE);
    }

    /** What is wrong with the expression of that key. */
    static Optional<String> problem(String key, Expression expression) {
        return switch (key) {
            case MappingDefinition.PHONE_COUNTRY -> ofCountry(expression);
            case MappingDefinition.TIME_ZONE -> ofZone(expression);
            default -> Optional.empty();
        };
    }

    private static Optional<String> ofCountry(Expression expression) {
        String source = expression.source().strip();
        if (COUNTRY_CODE.matcher(source).matches() && RecordLocale.isPhoneCountry(source)) {
            return Optional.of(notQuoted(source, "country"));
        }
        return expression
                .constant()
                .filter(constant -> !RecordLocale.isPhoneCountry(constant))
                .map(constant ->
                        "expected the ISO 3166 code or the English name of a country with phone numbers, such as"
                                + " 'DE', or an expression that returns one");
    }

    private static Optional<String> ofZone(Expression expression) {
        String source = expression.source().strip();
        if (WORD.matcher(source).matches() && RecordLocale.isTimeZone(source)) {
            return Optional.of(notQuoted(source, "time zone"));
        }
        Optional<Object> constant = ZONE_NAME.matcher(source).matches() ? Optional.of(source) : expression.constant();
        return constant.filter(zone -> !RecordLocale.isTimeZone(zone))
                .map(zone -> "unknown time zone; expected a name of the IANA database, such as Europe/Berlin, or an"
                        + " expression that returns one" + suggestion(zone));
    }

    private static String notQuoted(String name, String what) {
        return "reads a field named " + name + ". Write '" + name + "' for the " + what + ", or $." + name
                + " if the records have such a field";
    }

    private static String suggestion(Object zone) {
        return ClosestMatch.of(zone.toString(), ZoneId.getAvailableZoneIds(), MAX_TYPING_ERROR)
                .map(closest -> ". Did you mean " + closest + "?")
                .orElse("");
    }
}
