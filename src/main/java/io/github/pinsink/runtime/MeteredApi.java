package io.github.pinsink.runtime;

import io.github.pinsink.api.AccessToken;
import io.github.pinsink.api.AdAccountId;
import io.github.pinsink.api.ApiOutcome;
import io.github.pinsink.api.ConversionsApi;
import io.github.pinsink.api.EncodedEvent;
import io.github.pinsink.metrics.Metric;
import io.github.pinsink.metrics.TaskMetrics;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Counts each call by its outcome, and measures its latency. */
final class MeteredApi implements ConversionsApi {
    private static final ApiOutcome.Cases<Metric> KIND = new Kind();

    private final ConversionsApi api;
    private final TaskMetrics metrics;
    private final LongSupplier nanoTime;

    MeteredApi(ConversionsApi api, TaskMetrics metrics, LongSupplier nanoTime) {
        this.api = api;
        this.metrics = metrics;
        this.nanoTime = nanoTime;
    }

    @Override
    public void send(
            AdAccountId account,
            AccessToken token,
            List<? extends EncodedEvent> events,
            Consumer<ApiOutcome> onOutcome) {
        long sentAt = nanoTime.getAsLong();
        api.send(account, token, events, outcome -> {
            metrics.requestCompleted(outcome.match(KIND), nanoTime.getAsLong() - sentAt);
            onOutcome.accept(outcome);
        });
    }

    @Override
    public void close() {
        api.close();
    }

    private static final class Kind implements ApiOutcome.Cases<Metric> {
        @Override
        public Metric delivered(ApiOutcome.Delivered outcome) {
            return Metric.REQUESTS_ANSWERED;
        }

        @Override
        public Metric partlyDelivered(ApiOutcome.PartlyDelivered outcome) {
            return Metric.REQUESTS_ANSWERED;
        }

        @Override
        public Metric throttled(ApiOutcome.Throttled outcome) {
            return Metric.REQUESTS_THROTTLED;
        }

        @Override
        public Metric unavailable(ApiOutcome.Unavailable outcome) {
            return Metric.REQUESTS_SERVER_ERROR;
        }

        @Override
        public Metric unreachable(ApiOutcome.Unreachable outcome) {
            return Metric.REQUESTS_NETWORK_ERROR;
        }

        @Override
        public Metric untrusted(ApiOutcome.Untrusted outcome) {
            return Metric.REQUESTS_NETWORK_ERROR;
        }

        @Override
        public Metric rejected(ApiOutcome.Rejected outcome) {
            return Metric.REQUESTS_REJECTED;
        }

        @Override
        public Metric tooLarge(ApiOutcome.TooLarge outcome) {
            return Metric.REQUESTS_SERVER_ERROR;
        }

        @Override
        public Metric unauthorized(ApiOutcome.Unauthorized outcome) {
            return Metric.REQUESTS_UNAUTHORIZED;
        }

        @Override
        public Metric forbidden(ApiOutcome.Forbidden outcome) {
            return Metric.REQUESTS_FORBIDDEN;
        }

        @Override
        public Metric unreadable(ApiOutcome.Unreadable outcome) {
            return Metric.REQUESTS_UNREADABLE;
        }
    }
}
