package io.github.pinsink.api;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;

/**
 * {@code {"data":[…]}} written from the events as they are, without a copy of the whole. Neither duplex nor compressed, so
 * that OkHttp writes it on the thread that executes the call, and the sink copies what it is given: once the call returns,
 * or fails, nobody reads the events.
 */
final class EventsRequestBody extends RequestBody {
    private static final MediaType JSON = MediaType.get("application/json");
    private static final byte[] HEAD = "{\"data\":[".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TAIL = "]}".getBytes(StandardCharsets.US_ASCII);

    private final List<? extends EncodedEvent> events;
    private final long length;
    private final AtomicBoolean whole = new AtomicBoolean();

    EventsRequestBody(List<? extends EncodedEvent> events) {
        this.events = events;
        long bytes = HEAD.length + TAIL.length + Math.max(0, events.size() - 1L);
        for (EncodedEvent event : events) {
            bytes += event.length();
        }
        this.length = bytes;
    }

    /** Whether the whole body may have left this machine; until then nobody can have read it as JSON. */
    boolean isWhole() {
        return whole.get();
    }

    @Override
    public MediaType contentType() {
        return JSON;
    }

    @Override
    public long contentLength() {
        return length;
    }

    /** Keeps OkHttp from sending it again on its own: every attempt is ours and takes a permit. */
    @Override
    public boolean isOneShot() {
        return true;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
        sink.write(HEAD);
        for (int i = 0; i < events.size(); i++) {
            if (i > 0) {
                sink.writeByte(',');
            }
            EncodedEvent event = events.get(i);
            sink.write(event.bytes(), event.from(), event.length());
        }
        // Before the end is handed over, and not after: from here on it is uncertain what has arrived.
        whole.set(true);
        sink.write(TAIL);
    }
}
