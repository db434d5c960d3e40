package io.github.pinsink.api;

import java.util.List;
import java.util.function.Consumer;

/** One {@code POST /ad_accounts/{ad_account_id}/events}, asynchronously: no retry, no rate limit, no state of its own. */
public interface ConversionsApi extends AutoCloseable {
    /**
     * Sends the events in one request and returns at once.
     *
     * @param events up to 1,000 events, each the JSON text of one entry of {@code data} in UTF-8; not copied, so they must
     *     not change before the answer
     * @param onOutcome called exactly once, on another thread, whatever happens; from then on nobody reads the events,
     *     also where the answer came before they were all sent, or where the call broke off
     */
    void send(
            AdAccountId account,
            AccessToken token,
            List<? extends EncodedEvent> events,
            Consumer<ApiOutcome> onOutcome);

    /** Gives up what is in flight and frees threads and connections. */
    @Override
    void close();
}
