package io.github.pinsink.config;

import io.github.pinsink.event.RecordLocale;
import io.github.pinsink.mapping.MappingDefinition;
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

    /**
     * What is wrong with the expression of that key.
     *
     * @param constant the result, if it is the same for every record
     */
    static Optional<String> problem(String key, String expression, Optional<Object> constant) {
        return switch (key) {
            case MappingDefinition.PHONE_COUNTRY -> ofCountry(expression.strip(), constant);
            case MappingDefinition.TIME_ZONE -> ofZone(expression.strip(), constant);
            default -> Optional.empty();
        };
    }

    private static Optional<String> ofCountry(String source, Optional<Object> constant) {
        if (COUNTRY_CODE.matcher(source).matches() && RecordLocale.isPhoneCountry(source)) {
            return Optional.of(notQuoted(source, "country"));
        }
        return constant.filter(country -> !RecordLocale.isPhoneCountry(country))
                .map(country ->
                        "expected the ISO 3166 code or the English name of a country with phone numbers, such as"
                                + " 'DE', or an expression that returns one");
    }

    private static Optional<String> ofZone(String source, Optional<Object> constant) {
        if (WORD.matcher(source).matches() && RecordLocale.isTimeZone(source)) {
            return Optional.of(notQuoted(source, "time zone"));
        }
        Optional<Object> given = ZONE_NAME.matcher(source).matches() ? Optional.of(source) : constant;
        return given.filter(zone -> !RecordLocale.isTimeZone(zone))
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
