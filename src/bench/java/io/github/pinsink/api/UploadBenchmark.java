package io.github.pinsink.api;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.SocketFactory;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.Buffer;
import okio.BufferedSink;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Calls per second of a single client that posts 1,000 events of 1,100 bytes each over loopback: with and without
 * TCP_NODELAY, and with the body written event by event or in slices.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class UploadBenchmark {
    private static final int EVENTS = 1_000;
    private static final int EVENT_BYTES = 1_100;
    private static final String COUNTS = "{\"num_events_received\":1000,\"num_events_processed\":1000}";

    @Param({"true", "false"})
    private boolean noDelay;

    /** Bytes per slice; 0 to write event by event, as the connector does. */
    @Param({"0", "65536"})
    private int slice;

    private final List<EncodedEvent> events = new ArrayList<>();
    private ServerSocket server;
    private OkHttpClient client;
    private String url;

    @Setup
    public void open() throws IOException {
        EncodedEvent event = LocalApi.text("{\"x\":\"" + "x".repeat(EVENT_BYTES - 8) + "\"}");
        for (int i = 0; i < EVENTS; i++) {
            events.add(event);
        }
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::serve, "server");
        thread.setDaemon(true);
        thread.start();
        url = "http://127.0.0.1:" + server.getLocalPort() + "/v5";
        OkHttpClient.Builder builder = HttpClients.of(new ApiSettings(
                        URI.create(url),
                        false,
                        1,
                        TransportSettings.direct(Duration.ofMinutes(1), Duration.ofMinutes(1)),
                        "b"))
                .newBuilder();
        if (!noDelay) {
            builder.socketFactory(SocketFactory.getDefault());
        }
        client = builder.build();
    }

    @TearDown
    public void close() throws IOException {
        client.connectionPool().evictAll();
        server.close();
    }

    @Benchmark
    public int post() throws IOException {
        RequestBody body = slice == 0 ? new EventsRequestBody(events) : new SlicedBody(events, slice);
        try (Response response = client.newCall(
                        new Request.Builder().url(url).post(body).build())
                .execute()) {
            return response.body().bytes().length;
        }
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                socket.setTcpNoDelay(true);
                InputStream in = new BufferedInputStream(socket.getInputStream(), 64 * 1024);
                OutputStream out = socket.getOutputStream();
                while (readRequest(in)) {
                    out.write(("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + COUNTS.length()
                                    + "\r\n\r\n" + COUNTS)
                            .getBytes(StandardCharsets.US_ASCII));
                }
            } catch (IOException e) {
                if (!server.isClosed()) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    private static boolean readRequest(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                return false;
            }
            head.append((char) next);
        }
        String length = head.toString().replaceAll("(?is).*content-length: *(\\d+).*", "$1");
        in.skipNBytes(Long.parseLong(length));
        return true;
    }

    private static final class SlicedBody extends RequestBody {
        private final List<EncodedEvent> events;
        private final int slice;
        private final long length;

        SlicedBody(List<EncodedEvent> events, int slice) {
            this.events = events;
            this.slice = slice;
            this.length = new EventsRequestBody(events).contentLength();
        }

        @Override
        public MediaType contentType() {
            return MediaType.get("application/json");
        }

        @Override
        public long contentLength() {
            return length;
        }

        @Override
        public void writeTo(BufferedSink sink) throws IOException {
            Buffer buffer = new Buffer();
            buffer.writeUtf8("{\"data\":[");
            for (int i = 0; i < events.size(); i++) {
                if (i > 0) {
                    buffer.writeByte(',');
                }
                EncodedEvent event = events.get(i);
                buffer.write(event.bytes(), event.offset(), event.length());
                if (buffer.size() >= slice) {
                    sink.write(buffer, buffer.size());
                }
            }
            buffer.writeUtf8("]}");
            sink.write(buffer, buffer.size());
        }
    }
}
