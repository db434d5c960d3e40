package io.github.pinsink.api;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * Status, headers and body of an answer to its outcome; a pure function.
 *
 * <p>It goes by the HTTP status and the shape of the body, never by the API's {@code code} or the words of a message,
 * which are not stable.
 */
final class AnswerReader {
    /**
     * @param header the value of a header by its name in any case, null where there is none
     * @param body what could be read of the body
     * @param complete false when the body broke off or was longer than we are willing to read
     */
    record Answer(int status, Function<String, String> header, byte[] body, boolean complete) {}

    private AnswerReader() {}

    static ApiOutcome read(Answer answer, int eventsSent, Instant now) {
        int status = answer.status();
        if (status >= 200 && status < 300) {
            return success(answer, eventsSent);
        }
        return switch (status) {
            case 422 -> notAllProcessed(answer, eventsSent);
            case 400, 413 -> new ApiOutcome.Rejected(status, message(answer));
            case 401 -> new ApiOutcome.Unauthorised(message(answer));
            case 408 -> new ApiOutcome.Unavailable("HTTP 408", false, Optional.empty());
            case 429 -> new ApiOutcome.Throttled(AskedWait.of(answer.header(), now));
            // 503 is how the API says that the endpoint is switched off: nothing was taken.
            default ->
                status >= 500
                        ? new ApiOutcome.Unavailable(
                                "HTTP " + status, status != 503, AskedWait.retryAfter(answer.header(), now))
                        : new ApiOutcome.Forbidden(status, message(answer));
        };
    }

    private static ApiOutcome success(Answer answer, int eventsSent) {
        if (!answer.complete()) {
            return new ApiOutcome.Unreadable("the answer broke off or was too large");
        }
        AnswerBody body = AnswerBody.parse(answer.body(), eventsSent);
        if (!body.isObject()) {
            return new ApiOutcome.Unreadable("the answer is not a JSON object");
        }
        if (body.judgesEach()) {
            return judged(body);
        }
        if (body.saysAllProcessed()) {
            return new ApiOutcome.Delivered(body.warnings());
        }
        return new ApiOutcome.Unreadable("the answer has no status for each of the events sent");
    }

    private static ApiOutcome notAllProcessed(Answer answer, int eventsSent) {
        if (!answer.complete()) {
            // The statuses may have been in the part that is missing.
            return new ApiOutcome.Unreadable("the answer (422) broke off or was too large");
        }
        AnswerBody body = AnswerBody.parse(answer.body(), eventsSent);
        return body.judgesEach() ? judged(body) : new ApiOutcome.Rejected(answer.status(), orNone(body.message()));
    }

    private static ApiOutcome judged(AnswerBody body) {
        return body.refusals().isEmpty()
                ? new ApiOutcome.Delivered(body.warnings())
                : new ApiOutcome.PartlyDelivered(body.refusals(), body.warnings());
    }

    private static String message(Answer answer) {
        return orNone(answer.complete() ? AnswerBody.parse(answer.body(), 0).message() : "");
    }

    private static String orNone(String message) {
        return message.isEmpty() ? "no message" : message;
    }
}
