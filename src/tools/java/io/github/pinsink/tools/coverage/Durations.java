package io.github.pinsink.tools.coverage;

import java.util.Locale;

/** Durations for readers. */
final class Durations {
    private Durations() {}

    /** In the largest unit with a number of at least 1, for example {@code 3.5 min}. */
    static String text(long millis) {
        double seconds = millis / 1e3;
        if (seconds < 1) {
            return millis + " ms";
        }
        if (seconds < 60) {
            return number(seconds) + " s";
        }
        if (seconds < 3_600) {
            return number(seconds / 60) + " min";
        }
        if (seconds < 86_400) {
            return number(seconds / 3_600) + " h";
        }
        return number(seconds / 86_400) + " days";
    }

    private static String number(double value) {
        return value < 10
                ? String.format(Locale.ROOT, "%.1f", value).replaceFirst("\\.0$", "")
                : String.valueOf(Math.round(value));
    }
}
