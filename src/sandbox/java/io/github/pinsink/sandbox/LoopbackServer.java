package io.github.pinsink.sandbox;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * HTTP/1.1 on a loopback port, one thread a connection. It reads a body in one go into a buffer the connection keeps, so
 * that a simulator which takes 100 MB a second leaves the machine to the worker that is measured.
 */
final class LoopbackServer implements AutoCloseable {
    private static final int RECEIVE_BUFFER = 1 << 20;
    private static final int LONGEST_LINE = 16_384;

    /** Serves one request. What it leaves unanswered ends with its connection. */
    interface Handler {
        void handle(Exchange exchange) throws IOException;
    }

    private final ServerSocket server;
    private final Handler handler;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private LoopbackServer(ServerSocket server, Handler handler) {
        this.server = server;
        this.handler = handler;
    }

    static LoopbackServer start(Handler handler) {
        try {
            ServerSocket socket = new ServerSocket();
            socket.setReceiveBufferSize(RECEIVE_BUFFER);
            socket.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 1_000);
            LoopbackServer server = new LoopbackServer(socket, handler);
            run(server::accept);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void run(Runnable work) {
        Thread thread = new Thread(work, "loopback-server");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return server.getLocalPort();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                open.add(socket);
                run(() -> serve(socket));
            } catch (IOException e) {
                // Closed, or the client was gone before it was accepted: either way there is nobody to tell.
                continue;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket;
                BufferedInputStream in = new BufferedInputStream(socket.getInputStream());
                OutputStream out = socket.getOutputStream()) {
            socket.setTcpNoDelay(true);
            byte[] kept = new byte[LONGEST_LINE];
            boolean more = true;
            while (more) {
                String first = line(in);
                if (first == null) {
                    return;
                }
                Exchange exchange = new Exchange(first, headers(in), in, out, socket, kept);
                handler.handle(exchange);
                kept = exchange.body;
                more = exchange.wholeAnswer;
            }
        } catch (IOException e) {
            // The client went away.
            return;
        } finally {
            open.remove(socket);
        }
    }

    /** Without its end; null when the client has closed the connection between two requests. */
    private static String line(BufferedInputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                if (line.isEmpty()) {
                    return null;
                }
                throw new EOFException();
            }
            if (line.length() == LONGEST_LINE) {
                throw new IOException("a line of the head is too long");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    private static Map<String, String> headers(BufferedInputStream in) throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (String line = line(in); line != null && !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            if (colon < 0) {
                throw new IOException("a line of the head has no colon");
            }
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return headers;
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One request and its answer. */
    static final class Exchange {
        private final String method;
        private final String path;
        private final String query;
        private final Map<String, String> headers;
        private final BufferedInputStream in;
        private final OutputStream out;
        private final Socket socket;
        private byte[] body;
        private int length;
        private boolean wholeAnswer;

        Exchange(
                String firstLine,
                Map<String, String> headers,
                BufferedInputStream in,
                OutputStream out,
                Socket socket,
                byte[] buffer)
                throws IOException {
            String[] parts = firstLine.split(" ");
            if (parts.length != 3) {
                throw new IOException("not the first line of a request");
            }
            int question = parts[1].indexOf('?');
            this.method = parts[0];
            this.path = question < 0 ? parts[1] : parts[1].substring(0, question);
            this.query = question < 0 ? "" : parts[1].substring(question + 1);
            this.headers = headers;
            this.in = in;
            this.out = out;
            this.socket = socket;
            this.body = buffer;
        }

        String method() {
            return method;
        }

        String path() {
            return path;
        }

        String query() {
            return query;
        }

        /** Empty when it is not there. */
        String header(String lowerCaseName) {
            return headers.getOrDefault(lowerCaseName, "");
        }

        void readBody() throws IOException {
            if (header("transfer-encoding").equalsIgnoreCase("chunked")) {
                for (int size = chunkSize(); size > 0; size = chunkSize()) {
                    append(size);
                    line(in);
                }
                line(in);
            } else if (!header("content-length").isEmpty()) {
                append(Integer.parseInt(header("content-length")));
            }
        }

        private int chunkSize() throws IOException {
            String line = line(in);
            if (line == null) {
                throw new EOFException();
            }
            return Integer.parseInt(line.split(";")[0].strip(), 16);
        }

        private void append(int size) throws IOException {
            if (body.length < length + size) {
                byte[] larger = new byte[Math.max(length + size, 2 * body.length)];
                System.arraycopy(body, 0, larger, 0, length);
                body = larger;
            }
            if (in.readNBytes(body, length, size) < size) {
                throw new EOFException();
            }
            length += size;
        }

        /** The buffer of the body, of which the first {@link #length} bytes count; it is used again after the answer. */
        byte[] body() {
            return body;
        }

        int length() {
            return length;
        }

        String text() {
            return new String(body, 0, length, StandardCharsets.UTF_8);
        }

        void answer(int status, Map<String, String> more, byte[] bytes) throws IOException {
            answerInPart(status, more, bytes, bytes.length);
            wholeAnswer = !header("connection").equalsIgnoreCase("close");
        }

        /** The connection does not end, it breaks: whatever the other side had still to read is gone. */
        void reset() throws IOException {
            socket.setSoLinger(true, 0);
        }

        /** Promises all of the answer and sends only so many bytes of it. */
        void answerInPart(int status, Map<String, String> more, byte[] bytes, int sent) throws IOException {
            StringBuilder head = new StringBuilder("HTTP/1.1 ")
                    .append(status)
                    .append(" -\r\nContent-Length: ")
                    .append(bytes.length)
                    .append("\r\n");
            more.forEach((name, value) ->
                    head.append(name).append(": ").append(value).append("\r\n"));
            byte[] start = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
            byte[] whole = new byte[start.length + sent];
            System.arraycopy(start, 0, whole, 0, start.length);
            System.arraycopy(bytes, 0, whole, start.length, sent);
            out.write(whole);
            out.flush();
        }
    }
}
