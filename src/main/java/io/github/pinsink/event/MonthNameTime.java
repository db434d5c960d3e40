package io.github.pinsink.event;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;

/**
 * Reads times with the English name of the month, in which the order of the parts is unambiguous: those of mail and HTTP
 * (RFC 1123, RFC 850, asctime), of {@code Date.toString} in Java and JavaScript, of web server logs, and of people.
 */
final class MonthNameTime {
    private static final String SEPARATORS = " ,\t\u00a0\u202f";
    private static final List<String> MONTHS = List.of(
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december");
    private static final List<String> DAYS =
            List.of("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday");
    private static final int PREFIX = 3;

    private int year = -1;
    private int month = -1;
    private int day = -1;
    private int weekday = -1;
    private @Nullable LocalTime time;
    private int halfDay = -1;
    private @Nullable ZoneId zone;
    private boolean zoneIsOffset;

    private MonthNameTime() {}

    static Optional<ParsedTime> parse(String text) {
        // JavaScript puts the name of the zone into parentheses after its offset.
        int comment = text.indexOf('(');
        StringTokenizer words = new StringTokenizer(comment < 0 ? text : text.substring(0, comment), SEPARATORS);
        MonthNameTime parts = new MonthNameTime();
        try {
            while (words.hasMoreTokens()) {
                if (!parts.read(words.nextToken())) {
                    return Optional.empty();
                }
            }
            return parts.result();
        } catch (DateTimeException | NumberFormatException e) {
            // Their messages quote the text.
            return Optional.empty();
        }
    }

    private Optional<ParsedTime> result() {
        if (year < 0 || month < 0 || day < 0 || (time == null && halfDay >= 0)) {
            return Optional.empty();
        }
        LocalDate date = LocalDate.of(year, month, day);
        if (weekday >= 0 && date.getDayOfWeek() != DayOfWeek.of(weekday)) {
            return Optional.empty();
        }
        LocalTime clock = time == null ? LocalTime.MIDNIGHT : time;
        if (halfDay >= 0) {
            if (clock.getHour() < 1 || clock.getHour() > 12) {
                return Optional.empty();
            }
            clock = clock.withHour(clock.getHour() % 12 + 12 * halfDay);
        }
        return Optional.of(new ParsedTime(date.atTime(clock).toEpochSecond(ZoneOffset.UTC), Optional.ofNullable(zone)));
    }

    /** @return false if the word is none of a time, or a part that was read before */
    private boolean read(String word) {
        char first = word.charAt(0);
        if (Character.isLetter(first)) {
            return readName(word);
        }
        if (first == '+' || first == '-') {
            return setZone(word);
        }
        if (first < '0' || first > '9') {
            return false;
        }
        int separator = Math.max(word.indexOf('-'), word.indexOf('/'));
        if (separator > 0 && month < 0) {
            return readDate(word, word.charAt(separator));
        }
        return word.indexOf(':') > 0 ? readTime(word) : readNumber(word);
    }

    private boolean readName(String word) {
        String name = word.toLowerCase(Locale.ROOT).replace(".", "");
        if (name.equals("am") || name.equals("pm")) {
            return setHalfDay(name);
        }
        if (name.equals("at")) {
            return true;
        }
        int namedMonth = indexOf(name, MONTHS);
        if (namedMonth > 0) {
            boolean isFirst = month < 0;
            month = namedMonth;
            return isFirst;
        }
        int namedDay = indexOf(name, DAYS);
        if (namedDay > 0) {
            boolean isFirst = weekday < 0;
            weekday = namedDay;
            return isFirst;
        }
        return setZone(word);
    }

    /** The number, from 1, of a name that is given in full or by at least three letters; 0 for none. */
    private static int indexOf(String name, List<String> names) {
        for (int i = 0; i < names.size(); i++) {
            if (name.length() >= PREFIX && names.get(i).startsWith(name)) {
                return i + 1;
            }
        }
        return 0;
    }

    private boolean setZone(String name) {
        if (zone != null) {
            // Go writes the abbreviation after the offset, which is more exact.
            return zoneIsOffset && name.chars().allMatch(Character::isLetter);
        }
        Optional<ZoneId> named = TimeZones.ofTime(name);
        named.ifPresent(found -> zone = found);
        zoneIsOffset = name.charAt(0) == '+' || name.charAt(0) == '-';
        return named.isPresent();
    }

    private boolean setHalfDay(String name) {
        boolean isFirst = halfDay < 0;
        halfDay = name.startsWith("p") ? 1 : 0;
        return isFirst;
    }

    /** {@code 24-Sep-2026}, {@code 24-Sep-26}, {@code 2026-Sep-24} or {@code 24/Sep/2026:11:45:00}. */
    private boolean readDate(String word, char separator) {
        int end = word.indexOf(':');
        String[] parts = (end < 0 ? word : word.substring(0, end)).split(String.valueOf(separator), -1);
        if (parts.length != 3
                || year >= 0
                || day >= 0
                || parts[1].isEmpty()
                || !Character.isLetter(parts[1].charAt(0))) {
            return false;
        }
        boolean yearFirst = parts[0].length() == 4;
        year = yearOf(yearFirst ? parts[0] : parts[2]);
        day = Integer.parseInt(yearFirst ? parts[2] : parts[0]);
        return readName(parts[1]) && month > 0 && (end < 0 || readTime(word.substring(end + 1)));
    }

    private boolean readNumber(String word) {
        String digits = word.replaceFirst("(?<=\\d)(st|nd|rd|th)$", "");
        boolean isYear = digits.length() == 4 || (day >= 0 && month >= 0);
        if (isYear ? year >= 0 : day >= 0) {
            return false;
        }
        if (isYear) {
            year = yearOf(digits);
        } else {
            day = Integer.parseInt(digits);
        }
        return true;
    }

    /** RFC 2822 defines the century of a year of two digits. */
    private static int yearOf(String digits) {
        int number = Integer.parseInt(digits);
        return switch (digits.length()) {
            case 4 -> number;
            case 2 -> number < 50 ? 2000 + number : 1900 + number;
            default -> throw new NumberFormatException();
        };
    }

    private boolean readTime(String word) {
        String clock = word;
        String lower = word.toLowerCase(Locale.ROOT);
        if (lower.endsWith("am") || lower.endsWith("pm")) {
            clock = word.substring(0, word.length() - 2);
            if (!setHalfDay(lower.substring(clock.length()))) {
                return false;
            }
        } else if (lower.endsWith("z")) {
            clock = word.substring(0, word.length() - 1);
            zone = ZoneOffset.UTC;
        }
        boolean isFirst = time == null;
        time = LocalTime.parse(clock.indexOf(':') == 1 ? '0' + clock : clock);
        return isFirst;
    }
}
