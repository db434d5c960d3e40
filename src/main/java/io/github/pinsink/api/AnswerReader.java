package io.github.pinsink.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Status, headers and body of an answer to its outcome; a pure function.
 *
 * <p>It goes by the HTTP status and the shape of the body, never by the API's {@code code} or the words of a message,
 * which are not stable. Members it does not know are ignored; absent, null and empty messages are alike.
 */
final class AnswerReader {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern LEADING_SECONDS = Pattern.compile("\\s*(\\d{1,9})\\b.*");
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    /**
     * @param body what could be read of the body
     * @param complete false when the body broke off or was longer than we are willing to read
     */
    record Answer(int status, Function<String, String> header, byte[] body, boolean complete) {}

    private AnswerReader() {}

    static ApiOutcome read(Answer answer, int eventsSent, Instant now) {
        int status = answer.status();
        if (status == 200) {
            return success(answer, eventsSent);
        }
        if (status == 422) {
            Optional<JsonNode> body = parse(answer);
            Optional<JsonNode> events = body.flatMap(json -> statuses(json, eventsSent));
            return events.<ApiOutcome>flatMap(AnswerReader::judge)
                    .orElseGet(() -> new ApiOutcome.Rejected(status, message(answer)));
        }
        return switch (status) {
            case 400, 413 -> new ApiOutcome.Rejected(status, message(answer));
            case 401 -> new ApiOutcome.Unauthorised(message(answer));
            case 408 -> new ApiOutcome.Unavailable("HTTP 408", false, Optional.empty());
            case 429 -> new ApiOutcome.Throttled(retryAfter(answer, now).or(() -> reset(answer)));
            default ->
                status >= 500
                        ? new ApiOutcome.Unavailable("HTTP " + status, status != 503, retryAfter(answer, now))
                        : new ApiOutcome.Forbidden(status, message(answer));
        };
    }

    private static ApiOutcome success(Answer answer, int eventsSent) {
        if (!answer.complete()) {
            return new ApiOutcome.Unreadable("the answer broke off or was too large");
        }
        Optional<JsonNode> body = parse(answer);
        if (body.isEmpty()) {
            return new ApiOutcome.Unreadable("the answer is not a JSON object");
        }
        Optional<ApiOutcome> judged = statuses(body.get(), eventsSent).flatMap(AnswerReader::judge);
        if (judged.isPresent()) {
            return judged.get();
        }
        if (isCount(body.get().path("num_events_received"), eventsSent)
                && isCount(body.get().path("num_events_processed"), eventsSent)) {
            return new ApiOutcome.Delivered();
        }
        return new ApiOutcome.Unreadable("the answer has no status for each of the events sent");
    }

    private static boolean isCount(JsonNode number, int expected) {
        return number.isIntegralNumber() && number.canConvertToInt() && number.intValue() == expected;
    }

    private static Optional<JsonNode> statuses(JsonNode body, int eventsSent) {
        for (JsonNode events : List.of(body.path("events"), body.path("details").path("events"))) {
            if (events.isArray() && events.size() == eventsSent) {
                return Optional.of(events);
            }
        }
        return Optional.empty();
    }

    private static Optional<ApiOutcome> judge(JsonNode events) {
        List<Optional<String>> refusals = new ArrayList<>(events.size());
        boolean allTaken = true;
        for (JsonNode event : events) {
            switch (event.path("status").asText("")) {
                case "processed" -> refusals.add(Optional.empty());
                case "failed" -> {
                    allTaken = false;
                    String message = ApiMessage.of(event.path("error_message").asText(""));
                    refusals.add(Optional.of(message.isEmpty() ? "failed without a message" : message));
                }
                default -> {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(allTaken ? new ApiOutcome.Delivered() : new ApiOutcome.PartlyDelivered(refusals));
    }

    private static String message(Answer answer) {
        String text = parse(answer)
                .map(json -> json.path("message").asText(""))
                .map(ApiMessage::of)
                .orElse("");
        return text.isEmpty() ? "no message" : text;
    }

    private static Optional<JsonNode> parse(Answer answer) {
        if (!answer.complete()) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(JSON.readTree(answer.body())).filter(JsonNode::isObject);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory does not fail", e);
        }
    }

    private static Optional<Duration> retryAfter(Answer answer, Instant now) {
        String text = answer.header().apply("Retry-After");
        if (text == null) {
            return Optional.empty();
        }
        return seconds(text).or(() -> date(text, now)).map(AnswerReader::bounded);
    }

    /** Seconds until the window ends, as the API was seen to answer; more may follow the number. */
    private static Optional<Duration> reset(Answer answer) {
        String text = answer.header().apply("X-RateLimit-Reset");
        return text == null ? Optional.empty() : seconds(text).map(AnswerReader::bounded);
    }

    private static Optional<Duration> seconds(String text) {
        Matcher matcher = LEADING_SECONDS.matcher(text);
        return matcher.matches() && !text.contains(":")
                ? Optional.of(Duration.ofSeconds(Long.parseLong(matcher.group(1))))
                : Optional.empty();
    }

    private static Optional<Duration> date(String text, Instant now) {
        try {
            Instant at = ZonedDateTime.parse(text.trim(), DateTimeFormatter.RFC_1123_DATE_TIME)
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
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }
}
