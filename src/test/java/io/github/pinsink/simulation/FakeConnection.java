package io.github.pinsink.simulation;

import io.github.pinsink.api.AccessToken;
import io.github.pinsink.api.AdAccountId;
import io.github.pinsink.api.ApiOutcome;
import io.github.pinsink.api.ConversionsApi;
import io.github.pinsink.api.EncodedEvent;
import io.github.pinsink.runtime.ResponseQueue;
import io.github.pinsink.simulation.Callbacks.Callback;
import io.github.pinsink.simulation.Callbacks.Moment;
import io.github.pinsink.simulation.FaultModel.ApiRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A task's HTTP client. Waiting for a response runs the scheduler. */
final class FakeConnection implements ConversionsApi, ResponseQueue {
    private static final byte[] EVENT_ID = "\"event_id\":\"".getBytes(StandardCharsets.UTF_8);

    private final FakePinterest pinterest;
    private final Scheduler scheduler;
    private final Callbacks callbacks;
    private final Consumer<List<RecordId>> onSend;
    private final ArrayDeque<Runnable> responses = new ArrayDeque<>();
    private int inFlight;
    private boolean closed;

    FakeConnection(FakePinterest pinterest, Scheduler scheduler, Callbacks callbacks, Consumer<List<RecordId>> onSend) {
        this.pinterest = pinterest;
        this.scheduler = scheduler;
        this.callbacks = callbacks;
        this.onSend = onSend;
    }

    int inFlight() {
        return inFlight;
    }

    @Override
    public void send(
            AdAccountId account,
            AccessToken token,
            List<? extends EncodedEvent> events,
            Consumer<ApiOutcome> onOutcome) {
        // Not in close: the partitions may belong to another task by then.
        callbacks.assertIn(Callback.PUT, Callback.PRE_COMMIT);
        List<RecordId> ids = events.stream().map(FakeConnection::recordOf).toList();
        onSend.accept(ids);
        inFlight++;
        pinterest.receive(new ApiRequest(account.digits(), ids), token, outcome -> {
            inFlight--;
            if (!closed) {
                onOutcome.accept(outcome);
            }
        });
    }

    /** The record that the event was made of, by its event_id. */
    private static RecordId recordOf(EncodedEvent event) {
        byte[] bytes = event.bytes();
        int end = event.offset() + event.length();
        for (int i = event.offset(); i + EVENT_ID.length < end; i++) {
            int from = i + EVENT_ID.length;
            if (Arrays.equals(bytes, i, from, EVENT_ID, 0, EVENT_ID.length)) {
                int to = from;
                while (bytes[to] != '"') {
                    to++;
                }
                return RecordId.parse(new String(bytes, from, to - from, StandardCharsets.UTF_8));
            }
        }
        throw new AssertionError("An event without event_id");
    }

    @Override
    public void add(Runnable response) {
        responses.add(response);
    }

    @Override
    public Optional<Runnable> poll() {
        return Optional.ofNullable(responses.poll());
    }

    @Override
    public Optional<Runnable> poll(long nanos) {
        callbacks.assertIn(Callback.PUT, Callback.PRE_COMMIT, Callback.CLOSE);
        callbacks.reached(Moment.RESPONSE_AWAITED_IN_PRE_COMMIT, Callback.PRE_COMMIT);
        scheduler.await(() -> !responses.isEmpty(), Duration.ofNanos(nanos));
        return poll();
    }

    @Override
    public void close() {
        closed = true;
    }
}
