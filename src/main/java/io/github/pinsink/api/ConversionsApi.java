package io.github.pinsink.api;

import java.util.List;
import java.util.function.Consumer;

/** Sends {@code POST /ad_accounts/{ad_account_id}/events} asynchronously, without retries, rate limit or state. */
public interface ConversionsApi extends AutoCloseable {
    /**
     * Sends the events in one request and returns at once.
     *
     * @param events up to 1,000 events, each one element of {@code data}; not copied, so they must not be modified before
     *     the outcome is reported
     * @param onOutcome called exactly once, on another thread, in every case; from then on nothing reads the events, even if
     *     the response arrived before all of them were sent, or the call was aborted
     */
    void send(
            AdAccountId account,
            AccessToken token,
            List<? extends EncodedEvent> events,
            Consumer<ApiOutcome> onOutcome);

    /** Cancels the calls in flight and releases threads and connections. */
    @Override
    void close();
}
