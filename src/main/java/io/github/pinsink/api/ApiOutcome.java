package io.github.pinsink.api;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The outcome of one request. Sealed: every reader uses {@link #match}, so a new outcome does not compile before each of them
 * handles it (Java 17 has no pattern {@code switch}).
 */
public sealed interface ApiOutcome {
    /** Every event was accepted. */
    record Delivered(Warnings warnings) implements ApiOutcome {
        public Delivered() {
            this(Warnings.NONE);
        }

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.delivered(this);
        }
    }

    /**
     * The API accepted or rejected each event separately.
     *
     * @param rejections one entry per event in request order: empty when it was accepted, otherwise the API's message
     */
    record PartlyDelivered(List<Optional<String>> rejections, Warnings warnings) implements ApiOutcome {
        public PartlyDelivered {
            rejections = List.copyOf(rejections);
        }

        public PartlyDelivered(List<Optional<String>> rejections) {
            this(rejections, Warnings.NONE);
        }

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.partlyDelivered(this);
        }
    }

    /**
     * The rate limit was exceeded (429); nothing was accepted.
     *
     * @param retryAfter from {@code Retry-After}, else {@code X-RateLimit-Reset}; empty when neither was sent
     */
    record Throttled(Optional<Duration> retryAfter) implements ApiOutcome {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.throttled(this);
        }
    }

    /**
     * A temporary failure, or a response that does not come from the API: 5xx, a temporary 4xx (408, 409, 421, 425 and those
     * without a meaning of their own), or 400 and 422 without a body in the API's formatat. The events are sent again.
     *
     * @param ambiguous whether the API may have accepted the events
     */
    record Unavailable(String reason, boolean ambiguous, Optional<Duration> retryAfter) implements ApiOutcome {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.unavailable(this);
        }
    }

    /**
     * No response: a failure of name resolution or of the connection, or a timeout. The events are sent again.
     *
     * @param ambiguous whether the whole request may have arrived, so that the API may have accepted the events
     */
    record Unreachable(String reason, boolean ambiguous) implements ApiOutcome {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.unreachable(this);
        }
    }

    /**
     * The server could not prove that it is the API: its certificate is not trusted, expired, or of another host. Nothing was
     * sent.
     */
    record Untrusted(String reason) implements ApiOutcome {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.untrusted(this);
        }
    }

    /** The API rejected the request as a whole because of its content (400, 413, or 422 without statuses). */
    record Rejected(int status, String message) implements ApiOutcome {
        private static final int NOT_ALL_PROCESSED = 422;
        private static final int TOO_LARGE = 413;

        /** Whether the API may have accepted some of the events: 422 says that not all of them were processed. */
        public boolean isAmbiguous() {
            return status == NOT_ALL_PROCESSED;
        }

        /** Whether the request was too large, so that both halves of it may be fine. */
        public boolean isTooLarge() {
            return status == TOO_LARGE;
        }

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.rejected(this);
        }
    }

    /**
     * A proxy does not accept a request of this size (413 with a body that is not in the API's format). This says nothing about
     * an event: each may be accepted in a smaller request. Nothing was accepted.
     *
     * @param retryAfter how long the response asks to wait
     */
    record TooLarge(String reason, Optional<Duration> retryAfter) implements ApiOutcome {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.tooLarge(this);
        }
    }

    /** The token was rejected (401). The events are good. */
    record Unauthorized(String message) implements ApiOutcome {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.unauthorized(this);
        }
    }

    /**
     * No access to the ad account, a wrong address, or a proxy that denies access (403, 404, 405, 407, 415, 3xx and similar).
     * The events are good.
     *
     * @param aboutAccount whether the API itself denies access to the ad account (403 or 404 with a body in the API's error
     *     format); otherwise all ad accounts are concerned
     */
    record Forbidden(int status, String message, boolean aboutAccount) implements ApiOutcome {
        /** A response of the API itself. */
        public Forbidden(int status, String message) {
            this(status, message, status == 403 || status == 404);
        }

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.forbidden(this);
        }
    }

    /** A response that does not fit the request. The API may have accepted the events. */
    record Unreadable(String reason) implements ApiOutcome {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.unreadable(this);
        }
    }

    /** One method per outcome. */
    interface Cases<T> {
        T delivered(Delivered outcome);

        T partlyDelivered(PartlyDelivered outcome);

        T throttled(Throttled outcome);

        T unavailable(Unavailable outcome);

        T unreachable(Unreachable outcome);

        T untrusted(Untrusted outcome);

        T rejected(Rejected outcome);

        T tooLarge(TooLarge outcome);

        T unauthorized(Unauthorized outcome);

        T forbidden(Forbidden outcome);

        T unreadable(Unreadable outcome);
    }

    <T> T match(Cases<T> cases);
}
