package io.github.pinsink.event;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A date of birth as {@code yyyyMMdd}: year first, or by {@code mapping.birth.date.pattern} where that is set. Dates that
 * do not exist are not usable.
 */
final class BirthDate implements Normaliser {
    private static final Pattern YEAR_FIRST =
            Pattern.compile("(\\d{4})([-/.]?)(\\d{1,2})\\2(\\d{1,2})(?:[T ].*)?", Pattern.DOTALL);

    @Override
    public String of(String text, EventRules rules) {
        try {
            if (rules.birthDatePattern().isPresent()) {
                return LocalDate.parse(text, rules.birthDatePattern().get()).format(DateTimeFormatter.BASIC_ISO_DATE);
            }
            Matcher matcher = YEAR_FIRST.matcher(text);
            boolean oneDigitAlone = matcher.matches()
                    && matcher.group(2).isEmpty()
                    && matcher.group(3).length() + matcher.group(4).length() < 4;
            // Without separators 1996111 could be the 11th of January or the first of November.
            if (!matcher.matches() || oneDigitAlone) {
                return "";
            }
            return LocalDate.of(
                            Integer.parseInt(matcher.group(1)),
                            Integer.parseInt(matcher.group(3)),
                            Integer.parseInt(matcher.group(4)))
                    .format(DateTimeFormatter.BASIC_ISO_DATE);
        } catch (DateTimeException e) {
            // Not the pattern, or no day of the calendar: not usable, which is no error.
            return "";
        }
    }
}
