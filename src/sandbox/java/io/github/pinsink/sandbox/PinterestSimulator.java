package io.github.pinsink.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The events endpoint of the Conversions API on a loopback port. It answers as the real one is documented to, remembers
 * what it took, and misbehaves on demand.
 */
public final class PinterestSimulator implements AutoCloseable {
    static {
        // Read once by the JDK's server; without it small answers wait 40 ms for an acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private static final Pattern PATH = Pattern.compile("/v5/ad_accounts/([0-9]{1,18})/events");
    private static final int MOST_EVENTS = 1_000;
    private static final int MOST_TEST_EVENTS = 20;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final HttpServer server;
    private final ExecutorService threads;
    private final AtomicInteger requests = new AtomicInteger();
    private final Object memory = new Object();
    private final List<AcceptedEvent> accepted = new ArrayList<>();
    private final List<AcceptedEvent> tested = new ArrayList<>();
    private final List<Call> calls = new ArrayList<>();
    private final List<String> bodies = new ArrayList<>();
    private final Deque<Spell> spells = new ArrayDeque<>();
    private volatile String token;

    private PinterestSimulator(HttpServer server, String token) {
        this.server = server;
        this.token = token;
        this.threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "pinterest-simulator");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Starts on a free port and takes requests that bear this token. */
    public static PinterestSimulator start(String token) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
            PinterestSimulator simulator = new PinterestSimulator(server, token);
            server.createContext("/", simulator::handle);
            server.setExecutor(simulator.threads);
            server.start();
            return simulator;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The base address, as a client configures it. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v5";
    }

    /** From now on only this token is good. */
    public void rotateToken(String newToken) {
        token = newToken;
    }

    /** The events taken so far, in the order of their requests' completion; those of test mode are not among them. */
    public List<AcceptedEvent> accepted() {
        synchronized (memory) {
            return List.copyOf(accepted);
        }
    }

    public List<String> acceptedIds() {
        return accepted().stream().map(AcceptedEvent::eventId).toList();
    }

    /** The events that passed in test mode, which the real API checks and forgets. */
    public List<AcceptedEvent> tested() {
        synchronized (memory) {
            return List.copyOf(tested);
        }
    }

    public List<Call> calls() {
        synchronized (memory) {
            return List.copyOf(calls);
        }
    }

    /** How often each status was answered; 0 stands for connections ended without a whole answer. */
    public Map<Integer, Long> answersByStatus() {
        return calls().stream().collect(Collectors.groupingBy(Call::status, TreeMap::new, Collectors.counting()));
    }

    public boolean anyRequestContains(String text) {
        return anyRequest(body -> body.contains(text));
    }

    /** Whether the text of any body read so far, refused ones among them, satisfies the predicate. */
    public boolean anyRequest(Predicate<String> predicate) {
        List<String> copy;
        synchronized (memory) {
            copy = List.copyOf(bodies);
        }
        return copy.stream().anyMatch(predicate);
    }

    /** Until {@link #behave()}. Misbehaviours follow one another in the order they were asked for. */
    public void misbehave(Misbehaviour misbehaviour) {
        add(new Spell(misbehaviour, Integer.MAX_VALUE, null));
    }

    /** For that many requests. */
    public void misbehave(Misbehaviour misbehaviour, int requests) {
        add(new Spell(misbehaviour, requests, null));
    }

    /** For that time, which starts with the first request to meet it, so that at least one does. */
    public void misbehave(Misbehaviour misbehaviour, Duration time) {
        add(new Spell(misbehaviour, Integer.MAX_VALUE, time));
    }

    /** Ends all misbehaviour, also what was asked for and has not begun. */
    public void behave() {
        synchronized (memory) {
            spells.clear();
        }
    }

    private void add(Spell spell) {
        synchronized (memory) {
            spells.add(spell);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private Misbehaviour nextMisbehaviour() {
        synchronized (memory) {
            while (!spells.isEmpty()) {
                if (spells.peek().meets()) {
                    return spells.peek().misbehaviour;
                }
                spells.remove();
            }
            return null;
        }
    }

    private void handle(HttpExchange exchange) {
        Visit visit = new Visit(exchange, requests.incrementAndGet());
        Misbehaviour misbehaviour = nextMisbehaviour();
        // Closing an exchange that was not answered ends its connection.
        try (exchange) {
            visit.serveOrRefuse(misbehaviour);
        } finally {
            visit.remember();
        }
    }

    /** A misbehaviour with its end. */
    private static final class Spell {
        final Misbehaviour misbehaviour;
        private final Duration time;
        private int left;
        private Instant end;

        Spell(Misbehaviour misbehaviour, int requests, Duration time) {
            this.misbehaviour = misbehaviour;
            this.left = requests;
            this.time = time;
        }

        boolean meets() {
            if (time != null && end == null) {
                end = Instant.now().plus(time);
            }
            return left-- > 0 && (end == null || Instant.now().isBefore(end));
        }
    }

    /** One request on its way through the simulator. */
    private final class Visit {
        private final HttpExchange exchange;
        private final int number;
        private final Instant at = Instant.now();
        private final boolean test;
        private int events;
        private byte[] body = {};
        private int status;
        private boolean remembered;

        Visit(HttpExchange exchange, int number) {
            this.exchange = exchange;
            this.number = number;
            String query = exchange.getRequestURI().getQuery();
            this.test = query != null && Arrays.asList(query.split("&")).contains("test=true");
        }

        void serveOrRefuse(Misbehaviour misbehaviour) {
            try {
                serve(misbehaviour);
            } catch (Refusal refusal) {
                refuse(refusal);
            } catch (IOException e) {
                // The client went away; there is nobody left to tell.
                status = 0;
            }
        }

        private void serve(Misbehaviour misbehaviour) throws IOException {
            if (misbehaviour instanceof Misbehaviour.BreakBeforeReading) {
                return;
            }
            if (misbehaviour instanceof Misbehaviour.Stall stall) {
                Await.pass(stall.time());
                return;
            }
            body = exchange.getRequestBody().readAllBytes();
            if (misbehaviour instanceof Misbehaviour.Latency latency) {
                Await.pass(latency.time());
            }
            refuseAsTold(misbehaviour);
            String account = checkedAccount();
            JsonNode data = checkedData();
            ObjectNode answer = take(account, data, misbehaviour);
            if (misbehaviour instanceof Misbehaviour.BreakBeforeAnswer) {
                return;
            }
            if (misbehaviour instanceof Misbehaviour.NotJson) {
                answer(200, "text/html", "<html><body>Welcome to the proxy</body></html>", false);
                return;
            }
            limits();
            boolean truncated = misbehaviour instanceof Misbehaviour.TruncatedAnswer;
            answer(200, "application/json", answer.toString(), truncated);
        }

        private void refuseAsTold(Misbehaviour misbehaviour) {
            if (misbehaviour instanceof Misbehaviour.ServiceUnavailable) {
                throw Refusal.unavailable();
            }
            if (misbehaviour instanceof Misbehaviour.Throttle throttle) {
                exchange.getResponseHeaders().set(throttle.header(), Integer.toString(throttle.retryAfterSeconds()));
                throw Refusal.throttled();
            }
            if (misbehaviour instanceof Misbehaviour.BadRequest) {
                throw new Refusal(400, 4196, "The request was invalid.");
            }
            if (misbehaviour instanceof Misbehaviour.Unauthorised) {
                throw Refusal.unauthorised();
            }
            if (misbehaviour instanceof Misbehaviour.Forbidden) {
                throw Refusal.forbidden();
            }
        }

        private String checkedAccount() {
            Matcher path = PATH.matcher(exchange.getRequestURI().getPath());
            if (!path.matches()) {
                throw new Refusal(404, 2, "AdAccount not found.");
            }
            if (!exchange.getRequestMethod().equals("POST")) {
                throw new Refusal(405, 1, "Method not allowed.");
            }
            if (!("Bearer " + token).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                throw Refusal.unauthorised();
            }
            String type = exchange.getRequestHeaders().getFirst("Content-Type");
            if (type == null || !type.startsWith("application/json")) {
                throw new Refusal(415, 1, "Unsupported media type.");
            }
            return path.group(1);
        }

        private JsonNode checkedData() throws IOException {
            JsonNode root;
            try {
                root = JSON.readTree(body);
            } catch (JsonProcessingException e) {
                throw Refusal.invalid("the body is not JSON");
            }
            JsonNode data = root.path("data");
            if (!root.isObject() || !data.isArray()) {
                throw Refusal.invalid("'data' is a required property");
            }
            if (root.size() > 1) {
                throw Refusal.invalid("Additional properties are not allowed beside 'data'");
            }
            events = data.size();
            if (events < 1 || events > MOST_EVENTS) {
                throw Refusal.invalid("'data' holds " + events + " events, not 1 to " + MOST_EVENTS);
            }
            data.forEach(EventSchema::check);
            return data;
        }

        private ObjectNode take(String account, JsonNode data, Misbehaviour misbehaviour) {
            ArrayNode statuses = JSON.createArrayNode();
            List<AcceptedEvent> taken = new ArrayList<>();
            int processed = test ? Math.min(events, MOST_TEST_EVENTS) : events;
            for (int i = 0; i < processed; i++) {
                JsonNode event = data.get(i);
                ObjectNode status = statuses.addObject();
                if (misbehaviour instanceof Misbehaviour.FailEvents fail
                        && fail.which().test(event)) {
                    status.put("status", "failed").put("error_message", fail.message());
                } else {
                    status.put("status", "processed").put("error_message", "");
                    taken.add(new AcceptedEvent(event.get("event_id").textValue(), event.toString(), account, number));
                }
                status.put(
                        "warning_message",
                        event.at("/user_data/click_id").isMissingNode() ? "click_id is missing" : "");
            }
            synchronized (memory) {
                (test ? tested : accepted).addAll(taken);
            }
            ObjectNode answer = JSON.createObjectNode();
            answer.put("num_events_received", events).put("num_events_processed", taken.size());
            answer.set("events", statuses);
            return answer;
        }

        private void limits() {
            exchange.getResponseHeaders()
                    .set("X-RateLimit-Limit", "120000, 120000;w=60;name=\"ads_conversions_ad_account_id\"");
            exchange.getResponseHeaders().set("X-RateLimit-Remaining", "119999");
            exchange.getResponseHeaders().set("X-RateLimit-Reset", "58");
        }

        private void refuse(Refusal refusal) {
            ObjectNode answer = JSON.createObjectNode();
            answer.put("code", refusal.code()).put("message", refusal.getMessage());
            try {
                answer(refusal.status(), "application/json", answer.toString(), false);
            } catch (IOException e) {
                // The client went away, so it was not answered.
                status = 0;
            }
        }

        private void answer(int httpStatus, String type, String text, boolean truncated) throws IOException {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            status = truncated ? 0 : httpStatus;
            // Before the answer leaves: a client that has it must find itself in the books.
            remember();
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(httpStatus, bytes.length);
            OutputStream out = exchange.getResponseBody();
            out.write(bytes, 0, truncated ? bytes.length / 2 : bytes.length);
            out.flush();
        }

        void remember() {
            if (remembered) {
                return;
            }
            remembered = true;
            synchronized (memory) {
                calls.add(new Call(number, at, events, body.length, test, status));
                bodies.add(new String(body, StandardCharsets.UTF_8));
            }
        }
    }
}
