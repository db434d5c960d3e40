package io.github.pinsink.api;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What became of one request. Closed: each reader goes through {@link #match}, so a new outcome does not compile until
 * every one of them has thought about it (Java 17 has no pattern {@code switch}).
 */
public sealed interface ApiOutcome {
    /** Every event was taken. */
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
     * The API judged each event on its own.
     *
     * @param refusals one entry per event in request order: empty when it was taken, otherwise the API's message
     */
    record PartlyDelivered(List<Optional<String>> refusals, Warnings warnings) implements ApiOutcome {
        public PartlyDelivered {
            refusals = List.copyOf(refusals);
        }

        public PartlyDelivered(List<Optional<String>> refusals) {
            this(refusals, Warnings.NONE);
        }

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.partlyDelivered(this);
        }
    }

    /**
     * The rate limit was exceeded (429); nothing was taken.
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
     * An answer that says "not now", or that is not the API's: 5xx, a 4xx that will pass (408, 409, 421, 425 and those
     * without a meaning of their own), or 400 and 422 without a body in the API's form. The same events are to be sent again.
     *
     * @param ambiguous whether the API may have taken the events all the same
     */
    record Unavailable(String reason, boolean ambiguous, Optional<Duration> retryAfter) implements ApiOutcome {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.unavailable(this);
        }
    }

    /**
     * No answer: trouble with names, connections or time. The same events are to be sent again.
     *
     * @param ambiguous whether the whole request may have arrived, and the events been taken
     */
    record Unreachable(String reason, boolean ambiguous) implements ApiOutcome {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.unreachable(this);
        }
    }

    /**
     * Whoever answered could not prove to be the API: its certificate is not trusted, out of date, or of another host.
     * Nothing was sent.
     */
    record Untrusted(String reason) implements ApiOutcome {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.untrusted(this);
        }
    }

    /** The API refused the request as a whole because of what is in it (400, 413, 422 without statuses). */
    record Rejected(int status, String message) implements ApiOutcome {
        private static final int NOT_ALL_PROCESSED = 422;
        private static final int TOO_LARGE = 413;

        /** Whether the API may have taken some of the events: 422 says that not all of them were processed. */
        public boolean isAmbiguous() {
            return status == NOT_ALL_PROCESSED;
        }

        /** Whether it is the size of the whole that was refused, so that both halves of it may be fine. */
        public boolean isTooLarge() {
            return status == TOO_LARGE;
        }

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.rejected(this);
        }
    }

    /**
     * Something in between takes no request that large (413, and the body is not in the API's form). That is no verdict on
     * an event: in smaller requests each of them may pass. Nothing was taken.
     *
     * @param retryAfter how long the answer asks to wait
     */
    record TooLarge(String reason, Optional<Duration> retryAfter) implements ApiOutcome {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.tooLarge(this);
        }
    }

    /** The token was refused (401). The events are good. */
    record Unauthorized(String message) implements ApiOutcome {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.unauthorized(this);
        }
    }

    /**
     * No access to this ad account, or the address is wrong, or a proxy in between refuses (403, 404, 405, 407, 415, 3xx
     * and the like). The events are good.
     *
     * @param aboutAccount whether it is the API itself that says so of the ad account (403 or 404, in the form of the
     *     API's errors); otherwise it concerns every ad account alike
     */
    record Forbidden(int status, String message, boolean aboutAccount) implements ApiOutcome {
        /** As the API answers it. */
        public Forbidden(int status, String message) {
            this(status, message, status == 403 || status == 404);
        }

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.forbidden(this);
        }
    }

    /** An answer that cannot be read as one to what was sent. The API may have taken the events. */
    record Unreadable(String reason) implements ApiOutcome {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.unreadable(this);
        }
    }

    /** A method a case. */
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
