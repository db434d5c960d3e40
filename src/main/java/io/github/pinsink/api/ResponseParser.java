package io.github.pinsink.api;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * Status, headers and body of an answer to its outcome; a pure function.
 *
 * <p>It goes by the HTTP status and the shape of the body, never by the API's {@code code} or the words of a message,
 * which are not stable. Only a body in the API's own form is a verdict on events (see {@link ResponseBody}): whatever else
 * comes with 400, 413 or 422 may be the page of a proxy, and the events are sent again.
 */
final class ResponseParser {
    /**
     * @param header the value of a header by its name in any case, null where there is none
     * @param body what could be read of the body
     * @param complete false when the body broke off or was longer than we are willing to read
     */
    record Answer(int status, Function<String, String> header, byte[] body, boolean complete) {}

    private ResponseParser() {}

    static ApiOutcome read(Answer answer, int eventsSent, Instant now) {
        int status = answer.status();
        if (status >= 200 && status < 300) {
            return success(answer, eventsSent);
        }
        if (status >= 300 && status < 400) {
            return new ApiOutcome.Forbidden(status, message(answer), false);
        }
        return switch (status) {
            case 422 -> notAllProcessed(answer, eventsSent, now);
            case 400 -> {
                ResponseBody body = body(answer, 0);
                yield body.isError()
                        ? new ApiOutcome.Rejected(status, orNone(body.message()))
                        : noVerdict(answer, body, false, now);
            }
            case 413 -> {
                ResponseBody body = body(answer, 0);
                yield body.isError()
                        ? new ApiOutcome.Rejected(status, orNone(body.message()))
                        : new ApiOutcome.TooLarge(reason(answer, body), asked(answer, now));
            }
            case 401 -> new ApiOutcome.Unauthorized(message(answer));
            case 403, 404 -> {
                ResponseBody body = body(answer, 0);
                yield new ApiOutcome.Forbidden(status, orNone(body.message()), body.isError());
            }
            // These say that the address, the proxy or what this client sends is wrong, and stay until it is put
            // right.
            case 402, 405, 406, 407, 410, 411, 414, 415, 417, 426, 431, 451 ->
                new ApiOutcome.Forbidden(status, message(answer), false);
            case 429 -> new ApiOutcome.Throttled(RetryAfter.of(answer.header(), now));
            // 503 is how the API says that the endpoint is switched off: nothing was taken. Whoever answers with a 4xx
            // that is not named above did not take anything either, and does not say for how long.
            default -> new ApiOutcome.Unavailable("HTTP " + status, status >= 500 && status != 503, asked(answer, now));
        };
    }

    private static ApiOutcome success(Answer answer, int eventsSent) {
        if (!answer.complete()) {
            return new ApiOutcome.Unreadable("the answer broke off or was too large");
        }
        ResponseBody body = ResponseBody.parse(answer.body(), eventsSent);
        if (!body.isObject()) {
            return new ApiOutcome.Unreadable("the answer is not a JSON object");
        }
        if (body.isContradictory()) {
            return contradiction();
        }
        if (body.hasPerEventStatus()) {
            return judged(body);
        }
        if (body.allProcessed()) {
            return new ApiOutcome.Delivered(body.warnings());
        }
        return new ApiOutcome.Unreadable("the answer has no status for each of the events sent");
    }

    private static ApiOutcome notAllProcessed(Answer answer, int eventsSent, Instant now) {
        ResponseBody body = body(answer, eventsSent);
        if (body.isObject() && body.isContradictory()) {
            return contradiction();
        }
        if (body.hasPerEventStatus()) {
            return judged(body);
        }
        // Some of the events may have been taken, and the body that said so be lost or replaced on its way.
        return body.isError()
                ? new ApiOutcome.Rejected(answer.status(), orNone(body.message()))
                : noVerdict(answer, body, true, now);
    }

    private static ApiOutcome contradiction() {
        return new ApiOutcome.Unreadable("the counts of the answer contradict its statuses or the events sent");
    }

    private static ApiOutcome judged(ResponseBody body) {
        return body.rejections().isEmpty()
                ? new ApiOutcome.Delivered(body.warnings())
                : new ApiOutcome.PartlyDelivered(body.rejections(), body.warnings());
    }

    private static ApiOutcome noVerdict(Answer answer, ResponseBody body, boolean ambiguous, Instant now) {
        return new ApiOutcome.Unavailable(reason(answer, body), ambiguous, asked(answer, now));
    }

    private static String reason(Answer answer, ResponseBody body) {
        String shape = answer.complete() ? body.shape() : "a body that broke off or was too large";
        return "HTTP " + answer.status() + " with " + shape + " instead of an error of the API, as a proxy may send";
    }

    private static Optional<Duration> asked(Answer answer, Instant now) {
        return RetryAfter.retryAfter(answer.header(), now);
    }

    /** A body that broke off tells nothing. */
    private static ResponseBody body(Answer answer, int eventsSent) {
        return ResponseBody.parse(answer.complete() ? answer.body() : new byte[0], eventsSent);
    }

    private static String message(Answer answer) {
        return orNone(body(answer, 0).message());
    }

    private static String orNone(String message) {
        return message.isEmpty() ? "no message" : message;
    }
}
