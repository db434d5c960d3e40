package io.github.pinsink.api;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;

/** {@code {"data":[…]}} written from the events as they are, without a copy of the whole. */
final class EventsBody extends RequestBody {
    private static final MediaType JSON = MediaType.get("application/json");
    private static final byte[] HEAD = "{\"data\":[".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TAIL = "]}".getBytes(StandardCharsets.US_ASCII);

    private final List<byte[]> events;
    private final AtomicBoolean begun = new AtomicBoolean();

    EventsBody(List<byte[]> events) {
        this.events = events;
    }

    /** Whether anything of the events may have left this machine. */
    boolean hasBegun() {
        return begun.get();
    }

    @Override
    public MediaType contentType() {
        return JSON;
    }

    @Override
    public long contentLength() {
        long length = HEAD.length + TAIL.length + Math.max(0, events.size() - 1L);
        for (byte[] event : events) {
            length += event.length;
        }
        return length;
    }

    /** Keeps OkHttp from sending it again on its own: every attempt is ours and takes a permit. */
    @Override
    public boolean isOneShot() {
        return true;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
        begun.set(true);
        sink.write(HEAD);
        for (int i = 0; i < events.size(); i++) {
            if (i > 0) {
                sink.writeByte(',');
            }
            sink.write(events.get(i));
        }
        sink.write(TAIL);
    }
}
