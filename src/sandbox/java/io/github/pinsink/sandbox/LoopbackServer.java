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
 * An HTTP/1.1 server on a loopback port with a thread per connection. Each connection reuses one buffer for its request
 * bodies, so that a simulator that receives 100 MB/s leaves most of the CPU to the worker under test.
 */
final class LoopbackServer implements AutoCloseable {
    private static final int RECEIVE_BUFFER = 1 << 20;
    private static final int MAX_LINE_LENGTH = 16_384;

    /** Handles one request. If it sends no complete response, the connection is closed. */
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
                // The server was closed, or the client disconnected before its connection was accepted.
                continue;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket;
                BufferedInputStream in = new BufferedInputStream(socket.getInputStream());
                OutputStream out = socket.getOutputStream()) {
            socket.setTcpNoDelay(true);
            byte[] buffer = new byte[MAX_LINE_LENGTH];
            boolean keepAlive = true;
            while (keepAlive) {
                String requestLine = readLine(in);
                if (requestLine == null) {
                    return;
                }
                Exchange exchange = new Exchange(requestLine, readHeaders(in), in, out, socket, buffer);
                handler.handle(exchange);
                buffer = exchange.body;
                keepAlive = exchange.keepAlive;
            }
        } catch (IOException e) {
            // The client disconnected, or sent something else than HTTP.
            return;
        } finally {
            open.remove(socket);
        }
    }

    /** Without the line terminator; null if the client closed the connection before the line began. */
    private static String readLine(BufferedInputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                if (line.isEmpty()) {
                    return null;
                }
                throw new EOFException();
            }
            if (line.length() == MAX_LINE_LENGTH) {
                throw new IOException("a line of the request is longer than " + MAX_LINE_LENGTH + " bytes");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    private static Map<String, String> readHeaders(BufferedInputStream in) throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (String line = readLine(in); line != null && !line.isEmpty(); line = readLine(in)) {
            int colon = line.indexOf(':');
            if (colon < 0) {
                throw new IOException("a header line has no colon");
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

    /** One request and its response. */
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
        private boolean keepAlive;

        Exchange(
                String requestLine,
                Map<String, String> headers,
                BufferedInputStream in,
                OutputStream out,
                Socket socket,
                byte[] buffer)
                throws IOException {
            String[] parts = requestLine.split(" ");
            if (parts.length != 3) {
                throw new IOException("invalid request line: expected 3 parts, got " + parts.length);
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

        /** Empty if the header is missing. */
        String header(String lowerCaseName) {
            return headers.getOrDefault(lowerCaseName, "");
        }

        void readBody() throws IOException {
            if (header("transfer-encoding").equalsIgnoreCase("chunked")) {
                for (int size = chunkSize(); size > 0; size = chunkSize()) {
                    append(size);
                    readLine(in);
                }
                readLine(in);
            } else if (!header("content-length").isEmpty()) {
                append(Integer.parseInt(header("content-length")));
            }
        }

        private int chunkSize() throws IOException {
            String line = readLine(in);
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

        /** The body is the first {@link #length} bytes of this buffer, which is reused for the next request. */
        byte[] body() {
            return body;
        }

        int length() {
            return length;
        }

        String bodyText() {
            return new String(body, 0, length, StandardCharsets.UTF_8);
        }

        void respond(int status, Map<String, String> responseHeaders, byte[] bytes) throws IOException {
            respondPartially(status, responseHeaders, bytes, bytes.length);
            keepAlive = !header("connection").equalsIgnoreCase("close");
        }

        /** Lets the close of the connection send RST instead of FIN, so that the client loses unread data. */
        void resetOnClose() throws IOException {
            socket.setSoLinger(true, 0);
        }

        /** Sends the {@code Content-Length} of the whole body, but only that many bytes of it. */
        void respondPartially(int status, Map<String, String> responseHeaders, byte[] bytes, int bytesToSend)
                throws IOException {
            StringBuilder head = new StringBuilder("HTTP/1.1 ")
                    .append(status)
                    .append(" -\r\nContent-Length: ")
                    .append(bytes.length)
                    .append("\r\n");
            responseHeaders.forEach((name, value) ->
                    head.append(name).append(": ").append(value).append("\r\n"));
            byte[] start = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
            byte[] response = new byte[start.length + bytesToSend];
            System.arraycopy(start, 0, response, 0, start.length);
            System.arraycopy(bytes, 0, response, start.length, bytesToSend);
            out.write(response);
            out.flush();
        }
    }
}
