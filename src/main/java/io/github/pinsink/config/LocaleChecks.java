package io.github.pinsink.config;

import io.github.pinsink.event.RecordLocale;
import io.github.pinsink.mapping.MappingDefinition;
import io.github.pinsink.mapping.expression.ExpressionMistake;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Checks the expressions for the country of phone numbers and for the zone of local times: constants, and names without
 * quotes, which JSONata reads as fields of the record.
 */
final class LocaleChecks {
    /** A code, or a name as it is written. */
    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2,3}|[a-z]{2}|[A-Z][a-z]{3,}");
    /** Those that are also codes of countries. */
    private static final Set<String> USUAL_NAMES_OF_FIELDS = Set.of("cc", "co", "id", "in", "is", "la", "no", "to");

    private static final Pattern ZONE_NAME = Pattern.compile("[A-Za-z]{2,}(/[A-Za-z0-9_+-]{2,})+");
    private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z0-9_-]*");
    /** Of zones that the IANA database does not have, or only with a slash. */
    private static final Pattern ABBREVIATION = Pattern.compile("[A-Z]{1,4}T|MSK|MES?Z|Z");

    /** Not accepted as zones: they name the time of one half of the year. */
    private static final Map<String, String> ZONES_BY_ABBREVIATION = Map.of(
            "EST", "America/New_York",
            "EDT", "America/New_York",
            "CST", "America/Chicago",
            "CDT", "America/Chicago",
            "MST", "America/Denver",
            "MDT", "America/Denver",
            "PST", "America/Los_Angeles",
            "PDT", "America/Los_Angeles",
            "BST", "Europe/London",
            "CEST", "Europe/Berlin");

    /** A name of several words, or an abbreviation and an offset: not valid as an expression, or a calculation. */
    private static final Pattern WORDS = Pattern.compile("[A-Za-z]+( ?/ ?[A-Za-z_]+)*( [A-Za-z]+)*( ?[+-] ?[0-9:]+)?");

    private static final Pattern OFFSET = Pattern.compile("[+-] ?[0-9:]+$");

    /** What follows a colon or a default operator: the last result of a choice. */
    private static final Pattern BRANCH =
            Pattern.compile("(?:[?:]|\\?\\?)\\s*([A-Za-z][A-Za-z0-9_/+-]*)\\s*(?=$|[):])");

    private static final int MAX_TYPING_ERROR = 3;
    private static final int LETTERS_PER_ERROR = 4;
    /** A longer expression is not a name, and its choices are not searched. */
    private static final int MAX_LENGTH = 1_000;

    private LocaleChecks() {}

    /** A zone that is not a valid expression without quotes, such as {@code UTC +1} or {@code America/New York}. */
    static Optional<ExpressionMistake> unquotedZone(String key, String expression) {
        String source = expression.strip();
        if (!key.equals(MappingDefinition.TIME_ZONE)
                || source.length() > MAX_LENGTH
                || !WORDS.matcher(source).matches()) {
            return Optional.empty();
        }
        List<String> zones = Stream.concat(
                        Stream.of(source.replace(" ", ""), source.replace(' ', '_'))
                                .filter(RecordLocale::isTimeZone),
                        zonesOf(source.replace(' ', '_')).stream())
                .toList();
        if (OFFSET.matcher(source).find() || source.indexOf(' ') > 0 && !zones.isEmpty()) {
            String such = zones.isEmpty() ? "'Europe/Berlin' or +02:00" : "'" + zones.get(0) + "'";
            return Optional.of(new ExpressionMistake(
                    "expected a time zone: a name of the IANA database or an offset in quotes, such as " + such, 1));
        }
        return Optional.empty();
    }

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
        Optional<String> unquoted = unquoted(source, LocaleChecks::isCountryCode);
        if (unquoted.isPresent()) {
            return unquoted.map(name -> notQuoted(name, "country"));
        }
        return constant.filter(country -> !RecordLocale.isPhoneCountry(country))
                .map(country ->
                        "expected the ISO 3166 code or the English name of a country with phone numbers, such as"
                                + " 'DE', or an expression that returns one");
    }

    private static boolean isCountryCode(String name) {
        return COUNTRY.matcher(name).matches()
                && !USUAL_NAMES_OF_FIELDS.contains(name)
                && RecordLocale.isPhoneCountry(name);
    }

    private static Optional<String> ofZone(String source, Optional<Object> constant) {
        Optional<String> unquoted = unquoted(source, RecordLocale::isTimeZone);
        if (unquoted.isPresent()) {
            return unquoted.map(name -> notQuoted(name, "time zone"));
        }
        Optional<String> unclear = unquoted(source, LocaleChecks::looksLikeZone);
        if (unclear.isPresent()) {
            return unclear.map(name -> "reads a field named " + name + ". For the time zone, write its name of the IANA"
                    + " database or its offset" + closestZone(name) + "; for the field, write $." + name);
        }
        Optional<Object> given = ZONE_NAME.matcher(source).matches() ? Optional.of(source) : constant;
        return given.filter(zone -> !RecordLocale.isTimeZone(zone))
                .map(zone -> "unknown time zone; expected a name of the IANA database, such as Europe/Berlin, or an"
                        + " expression that returns one" + suggestion(zone));
    }

    /** The name that is the whole expression, or the last result of a choice, if it has that meaning. */
    private static Optional<String> unquoted(String source, Predicate<String> isMeant) {
        if (source.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        return Stream.concat(Stream.of(source), BRANCH.matcher(source).results().map(branch -> branch.group(1)))
                .filter(isMeant)
                .findFirst();
    }

    private static boolean looksLikeZone(String name) {
        return ABBREVIATION.matcher(name).matches()
                || WORD.matcher(name).matches() && !zonesOf(name).isEmpty();
    }

    /** The zones of a city or region, or the usual one of an abbreviation, such as {@code Europe/Berlin} for {@code berlin}. */
    private static List<String> zonesOf(String city) {
        String usual = ZONES_BY_ABBREVIATION.get(city);
        if (usual != null) {
            return List.of(usual);
        }
        String end = '/' + city.toLowerCase(Locale.ROOT);
        return ZoneId.getAvailableZoneIds().stream()
                .filter(zone -> zone.toLowerCase(Locale.ROOT).endsWith(end))
                .sorted()
                .toList();
    }

    private static String closestZone(String name) {
        return zonesOf(name).stream()
                .findFirst()
                .map(zone -> ", such as '" + zone + "'")
                .orElse(", such as 'Europe/Berlin'");
    }

    private static String notQuoted(String name, String what) {
        return "reads a field named " + name + ". Write '" + name + "' for the " + what
                + (WORD.matcher(name).matches() ? ", or $." + name + " if the records have such a field" : "");
    }

    private static String suggestion(Object zone) {
        String name = zone.toString();
        int maxDistance = Math.min(MAX_TYPING_ERROR, name.length() / LETTERS_PER_ERROR);
        return zonesOf(name).stream()
                .findFirst()
                .or(() -> ClosestMatch.of(name, ZoneId.getAvailableZoneIds(), maxDistance))
                .map(closest -> ". Did you mean " + closest + "?")
                .orElse("");
    }
}
