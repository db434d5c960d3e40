package io.github.pinsink.api;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;

/**
 * The body {@code {"data":[…]}}, written directly from the encoded events without building a copy of it. It is neither
 * duplex nor compressed, so OkHttp writes it on the thread that executes the call, and the sink copies the bytes. Once the
 * call has returned or failed, nothing reads the events.
 */
final class EventsRequestBody extends RequestBody {
    private static final MediaType JSON = MediaType.get("application/json");
    private static final byte[] HEAD = "{\"data\":[".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TAIL = "]}".getBytes(StandardCharsets.US_ASCII);

    private final List<? extends EncodedEvent> events;
    private final long length;
    private final AtomicBoolean completelyWritten = new AtomicBoolean();

    EventsRequestBody(List<? extends EncodedEvent> events) {
        this.events = events;
        long bytes = HEAD.length + TAIL.length + Math.max(0, events.size() - 1L);
        for (EncodedEvent event : events) {
            bytes += event.length();
        }
        this.length = bytes;
    }

    /** Whether the complete body may have left this machine. Before that, no server can have parsed it as JSON. */
    boolean isCompletelyWritten() {
        return completelyWritten.get();
    }

    @Override
    public MediaType contentType() {
        return JSON;
    }

    @Override
    public long contentLength() {
        return length;
    }

    /** Keeps OkHttp from resending it: every retry is made by the connector and needs a permit of the rate limit. */
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
            sink.write(event.bytes(), event.offset(), event.length());
        }
        // Set before the last bytes are written: from here on the server may have received the complete body.
        completelyWritten.set(true);
        sink.write(TAIL);
    }
}
