package io.github.pinsink.event;

/** Calendar arithmetic without allocation. */
final class EpochDay {
    private static final int[] DAYS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    private static final int DAYS_OF_400_YEARS = 146_097;
    private static final int DAYS_TO_1970 = 719_468;

    private EpochDay() {}

    /** Whether that date exists. A negative part, which stands for one that could not be read, does not. */
    static boolean exists(int year, int month, int day) {
        if (year < 0 || month < 1 || month > 12 || day < 1) {
            return false;
        }
        boolean leapDay = month == 2 && day == 29;
        return leapDay ? isLeap(year) : day <= DAYS[month - 1];
    }

    /** Days since 1970-01-01. The arithmetic starts a year in March, so that the leap day is its last day. */
    static long daysSince1970(int year, int month, int day) {
        int marchYear = month <= 2 ? year - 1 : year;
        int era = Math.floorDiv(marchYear, 400);
        int yearOfEra = marchYear - era * 400;
        int dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return (long) era * DAYS_OF_400_YEARS + dayOfEra - DAYS_TO_1970;
    }

    private static boolean isLeap(int year) {
        return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    }
}
