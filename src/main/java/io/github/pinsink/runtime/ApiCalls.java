package io.github.pinsink.runtime;

import io.github.pinsink.api.AccessToken;
import io.github.pinsink.api.ApiOutcome;
import io.github.pinsink.api.ConversionsApi;
import io.github.pinsink.delivery.Delivery;
import io.github.pinsink.delivery.Request;
import io.github.pinsink.errant.PendingRecord;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the requests of a task and brings its responses back: the HTTP client's threads put each response into one queue,
 * and the task's thread takes it from there.
 */
final class ApiCalls implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ApiCalls.class);

    private final ConversionsApi api;
    private final Supplier<AccessToken> tokens;
    private final ResponseQueue responses;
    private final Delivery<PendingRecord> delivery;
    private final LongSupplier nanoTime;
    private AccessToken token;

    /**
     * @param tokens reads the token again from where the user keeps it
     * @param delivery gets the responses
     */
    ApiCalls(
            ConversionsApi api,
            AccessToken token,
            Supplier<AccessToken> tokens,
            ResponseQueue responses,
            Delivery<PendingRecord> delivery,
            LongSupplier nanoTime) {
        this.api = api;
        this.token = token;
        this.tokens = tokens;
        this.responses = responses;
        this.delivery = delivery;
        this.nanoTime = nanoTime;
    }

    void send(Request<PendingRecord> request) {
        api.send(
                request.account(), token, request.events(), outcome -> responses.add(() -> answered(request, outcome)));
    }

    private void answered(Request<PendingRecord> request, ApiOutcome outcome) {
        delivery.onResponse(request, outcome, nanoTime.getAsLong());
    }

    /** Passes every response that has come to the delivery. */
    void handleResponses() {
        for (Optional<Runnable> next = responses.poll(); next.isPresent(); next = responses.poll()) {
            next.get().run();
        }
    }

    /** Waits for a response and passes it to the delivery. */
    void awaitResponse(long nanos) throws InterruptedException {
        responses.poll(nanos).ifPresent(Runnable::run);
    }

    /**
     * Reads the token again through the config providers, so that a rotated secret works without a restart. If a provider
     * fails, the task keeps its token and reloads it later.
     *
     * @return whether the token is a new one
     */
    boolean reloadToken() {
        AccessToken before = token;
        log.warn("Pinterest rejected the token (401). Reloading pinterest.access.token and retrying");
        try {
            token = tokens.get();
            return !token.equals(before);
        } catch (RuntimeException e) {
            // Its message may quote what the provider read.
            log.warn(
                    "pinterest.access.token could not be reloaded ({}). Fix the config provider or the secret it"
                            + " resolves; it is reloaded again until access.denied.timeout.ms is over",
                    e.getClass().getName());
            return false;
        }
    }

    /** Abandons the calls in flight, and frees threads and connections. */
    @Override
    public void close() {
        api.close();
    }
}
