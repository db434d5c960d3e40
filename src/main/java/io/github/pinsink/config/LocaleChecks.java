package io.github.pinsink.config;

import io.github.pinsink.event.RecordLocale;
import io.github.pinsink.mapping.MappingDefinition;
import io.github.pinsink.mapping.expression.Expression;
import java.util.Optional;
import java.util.regex.Pattern;

/** Checks the constants of the expression that gives the country of phone numbers. */
final class LocaleChecks {
    private static final Pattern CODE = Pattern.compile("[A-Z]{2,3}");

    private LocaleChecks() {}

    static boolean isKey(String key) {
        return key.equals(MappingDefinition.PHONE_COUNTRY);
    }

    /** What is wrong with the expression of that key. */
    static Optional<String> problem(String key, Expression expression) {
        if (!key.equals(MappingDefinition.PHONE_COUNTRY)) {
            return Optional.empty();
        }
        String source = expression.source().strip();
        if (CODE.matcher(source).matches() && RecordLocale.isPhoneCountry(source)) {
            return Optional.of("reads a field named " + source + ". Write '" + source + "' for the country, or $."
                    + source + " if the records have such a field");
        }
        return expression
                .constant()
                .filter(constant -> !RecordLocale.isPhoneCountry(constant))
                .map(constant ->
                        "expected the ISO 3166 code or the English name of a country with phone numbers, such as"
                                + " 'DE', or an expression that returns one");
    }
}
