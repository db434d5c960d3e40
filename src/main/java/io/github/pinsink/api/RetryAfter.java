package io.github.pinsink.api;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long to wait before the next request, from the headers of a response. */
final class RetryAfter {
    private static final Pattern LEADING_SECONDS = Pattern.compile("\\s*(\\d{1,9})\\b.*");
    private static final Duration LONGEST = Duration.ofHours(1);

    private RetryAfter() {}

    /** {@code Retry-After}, else {@code X-RateLimit-Reset}: seconds until the window ends, as observed in responses of the API. */
    static Optional<Duration> of(Function<String, String> header, Instant now) {
        return retryAfter(header, now)
                .or(() -> text(header, "X-RateLimit-Reset").flatMap(RetryAfter::seconds))
                .map(RetryAfter::bounded);
    }

    /** {@code Retry-After} in either of its formats: seconds or an HTTP date. */
    static Optional<Duration> retryAfter(Function<String, String> header, Instant now) {
        return text(header, "Retry-After")
                .flatMap(text -> seconds(text).or(() -> date(text, now)))
                .map(RetryAfter::bounded);
    }

    private static Optional<String> text(Function<String, String> header, String name) {
        return Optional.ofNullable(header.apply(name));
    }

    /** The number may be followed by other text; a date is recognized by its colons. */
    private static Optional<Duration> seconds(String text) {
        Matcher matcher = LEADING_SECONDS.matcher(text);
        return matcher.matches() && !text.contains(":")
                ? Optional.of(Duration.ofSeconds(Long.parseLong(matcher.group(1))))
                : Optional.empty();
    }

    private static Optional<Duration> date(String text, Instant now) {
        try {
            Instant at = ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Optional.of(Duration.between(now, at));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static Duration bounded(Duration wait) {
        if (wait.isNegative()) {
            return Duration.ZERO;
        }
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }
}
