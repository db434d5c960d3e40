package io.github.pinsink.api;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * Converts the status, headers and body of a response to its outcome; a pure function.
 *
 * <p>The outcome depends on the HTTP status and the structure of the body, never on the API's {@code code} or the text of a
 * message, which are not stable. Only a body in the format of the API decides about events (see {@link ResponseBody}). Any
 * other body of a 400, 413 or 422 may be the error page of a proxy, so the events are retried.
 */
final class ResponseParser {
    /**
     * A response as it was received.
     *
     * @param header returns the value of a header by its case-insensitive name, or null if there is no such header
     * @param body the bytes of the body that were read
     * @param complete false if the connection closed before the end of the body, or the body exceeded the size limit
     */
    record RawResponse(int status, Function<String, String> header, byte[] body, boolean complete) {}

    private ResponseParser() {}

    static ApiOutcome parse(RawResponse response, int eventsSent, Instant now) {
        int status = response.status();
        if (status >= 200 && status < 300) {
            return success(response, eventsSent);
        }
        if (status >= 300 && status < 400) {
            return new ApiOutcome.Forbidden(status, message(response), false);
        }
        return switch (status) {
            case 422 -> notAllProcessed(response, eventsSent, now);
            case 400 -> {
                ResponseBody body = body(response, 0);
                yield body.isError()
                        ? new ApiOutcome.Rejected(status, orDefault(body.message()))
                        : notFromApi(response, body, false, now);
            }
            case 413 -> {
                ResponseBody body = body(response, 0);
                yield body.isError()
                        ? new ApiOutcome.Rejected(status, orDefault(body.message()))
                        : new ApiOutcome.TooLarge(reason(response, body), retryAfter(response, now));
            }
            case 401 -> new ApiOutcome.Unauthorized(message(response));
            case 403, 404 -> {
                ResponseBody body = body(response, 0);
                yield new ApiOutcome.Forbidden(status, orDefault(body.message()), body.isError());
            }
            // The address, the proxy or the kind of request is wrong. These persist until an operator fixes it.
            case 402, 405, 406, 407, 410, 411, 414, 415, 417, 426, 431, 451 ->
                new ApiOutcome.Forbidden(status, message(response), false);
            case 429 -> new ApiOutcome.Throttled(RetryAfter.of(response.header(), now));
            // With 503 the API reports that the endpoint is disabled: nothing was accepted. Nothing was accepted with
            // any
            // other 4xx either, and how long it lasts is unknown.
            default ->
                new ApiOutcome.Unavailable("HTTP " + status, status >= 500 && status != 503, retryAfter(response, now));
        };
    }

    private static ApiOutcome success(RawResponse response, int eventsSent) {
        if (!response.complete()) {
            return new ApiOutcome.Unreadable("the response was incomplete or too large");
        }
        ResponseBody body = ResponseBody.parse(response.body(), eventsSent);
        if (!body.isObject()) {
            return new ApiOutcome.Unreadable("the response is not a JSON object");
        }
        if (body.isContradictory()) {
            return contradiction();
        }
        if (body.hasPerEventStatus()) {
            return perEvent(body);
        }
        if (body.allProcessed()) {
            return new ApiOutcome.Delivered(body.warnings());
        }
        return new ApiOutcome.Unreadable("the response does not have a status for each event");
    }

    private static ApiOutcome notAllProcessed(RawResponse response, int eventsSent, Instant now) {
        ResponseBody body = body(response, eventsSent);
        if (body.isObject() && body.isContradictory()) {
            return contradiction();
        }
        if (body.hasPerEventStatus()) {
            return perEvent(body);
        }
        if (body.hasResults() && !body.isError()) {
            return new ApiOutcome.Unreadable("the response does not have a status for each event");
        }
        // Some of the events may have been accepted; a proxy may have replaced the body with their statuses.
        return body.isError()
                ? new ApiOutcome.Rejected(response.status(), orDefault(body.message()))
                : notFromApi(response, body, true, now);
    }

    private static ApiOutcome contradiction() {
        return new ApiOutcome.Unreadable(
                "the counts in the response contradict its statuses or the number of events sent");
    }

    private static ApiOutcome perEvent(ResponseBody body) {
        return body.rejections().isEmpty()
                ? new ApiOutcome.Delivered(body.warnings())
                : new ApiOutcome.PartlyDelivered(body.rejections(), body.warnings());
    }

    private static ApiOutcome notFromApi(RawResponse response, ResponseBody body, boolean ambiguous, Instant now) {
        return new ApiOutcome.Unavailable(reason(response, body), ambiguous, retryAfter(response, now));
    }

    private static String reason(RawResponse response, ResponseBody body) {
        String shape = response.complete() ? body.shape() : "an incomplete or too large body";
        return "HTTP " + response.status() + " with " + shape + " instead of an API error, probably from a proxy";
    }

    private static Optional<Duration> retryAfter(RawResponse response, Instant now) {
        return RetryAfter.retryAfter(response.header(), now);
    }

    /** An incomplete body is treated as empty. */
    private static ResponseBody body(RawResponse response, int eventsSent) {
        return ResponseBody.parse(response.complete() ? response.body() : new byte[0], eventsSent);
    }

    private static String message(RawResponse response) {
        return orDefault(body(response, 0).message());
    }

    private static String orDefault(String message) {
        return message.isEmpty() ? "no message" : message;
    }
}
