package io.github.pinsink.event;

/**
 * Dates and times written as one number: {@code yyyyMMdd}, {@code yyyyMMddHHmm}, {@code yyyyMMddHHmmss} and {@code
 * yyyyMMddHHmmssSSS}, from 1970 to 2099. As Unix times, these numbers would be in the 1970s or after the year 2500.
 */
final class CompactTime {
    static final long NONE = IsoTime.NONE;

    private static final int MIN_DATE = 1970_01_01;
    private static final int MAX_DATE = 2099_12_31;
    private static final long SECONDS_PER_DAY = 86_400;
    private static final long[] UNITS_PER_DATE = {1, 10_000, 1_000_000, 1_000_000_000};

    private CompactTime() {}

    /** @return seconds since 1970 on a local clock, or {@link #NONE} */
    static long seconds(long number) {
        for (long units : UNITS_PER_DATE) {
            if (number < MIN_DATE * units) {
                return NONE;
            }
            long date = number / units;
            if (date <= MAX_DATE) {
                return seconds((int) date, number % units, units);
            }
        }
        return NONE;
    }

    private static long seconds(int date, long rest, long units) {
        int year = date / 10_000;
        int month = date / 100 % 100;
        int day = date % 100;
        // To hhmmss.
        long time = units == 10_000 ? rest * 100 : units == 1_000_000_000 ? rest / 1000 : rest;
        long hour = time / 10_000;
        long minute = time / 100 % 100;
        long second = time % 100;
        if (!EpochDay.exists(year, month, day) || hour >= 24 || minute >= 60 || second >= 60) {
            return NONE;
        }
        return EpochDay.daysSince1970(year, month, day) * SECONDS_PER_DAY + hour * 3600 + minute * 60 + second;
    }

    /**
     * A text that begins with such a number and goes on with a fraction or an offset, or that has a separator between date and
     * time, in the form of ISO 8601.
     *
     * @return an empty string for another text
     */
    static String toIso(String text) {
        int digits = TimeText.endOfNumber(text, 0);
        boolean separated = digits == 8 && text.length() > 9 && "Tt _-".indexOf(text.charAt(8)) >= 0;
        if (!separated && digits != 12 && digits != 14 && digits != 17) {
            return "";
        }
        String date = text.substring(0, 4) + '-' + text.substring(4, 6) + '-' + text.substring(6, 8) + 'T';
        int year = Integer.parseInt(text.substring(0, 4));
        if (year < MIN_DATE / 10_000 || year > MAX_DATE / 10_000) {
            return "";
        }
        String time = text.substring(separated ? 9 : 8);
        int timeDigits = TimeText.endOfNumber(time, 0);
        if (timeDigits == 2 && separated) {
            return date + time;
        }
        if (timeDigits != 4 && timeDigits != 6 && timeDigits != 9) {
            return "";
        }
        String iso = date + time.substring(0, 2) + ':' + time.substring(2, 4);
        if (timeDigits == 4) {
            return iso + time.substring(4);
        }
        return iso + ':' + time.substring(4, 6) + (timeDigits == 9 ? "." : "") + time.substring(6);
    }
}
