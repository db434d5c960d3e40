package io.github.pinsink.sandbox;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The events endpoint of the Conversions API on a loopback port. It answers as the real one is documented to, remembers
 * what it took, and misbehaves on demand.
 */
public final class PinterestSimulator implements AutoCloseable {
    private static final Duration FOR_EVER = Duration.ofDays(3650);

    private final LoopbackServer server;
    private final AtomicInteger requests = new AtomicInteger();
    private final RequestLog books;
    private final FaultSchedule spells = new FaultSchedule();
    private volatile String token;
    private volatile Duration latency = Duration.ZERO;
    private volatile String poison = "";

    PinterestSimulator(String token, RequestLog books) {
        this.token = token;
        this.books = books;
        this.server = LoopbackServer.start(this::handle);
    }

    /** Starts on a free port and takes requests that bear this token. */
    public static PinterestSimulator start(String token) {
        return new PinterestSimulator(token, new RequestLog(RequestLog.Depth.TEXTS));
    }

    /** The base address, as a client configures it. */
    public String url() {
        return "http://127.0.0.1:" + server.port() + "/v5";
    }

    /** From now on only this token is good. */
    public void rotateToken(String newToken) {
        token = newToken;
    }

    /** How long every call takes from now on, what misbehaviour adds not included. */
    public void takeTime(Duration perCall) {
        latency = perCall;
    }

    /** Refuses requests as a whole, with 400, that have an event with this text in its id; nothing for none. */
    public void refuseWhole(String idPart) {
        poison = idPart;
    }

    /** Answers 429 to calls beyond that many in any sixty seconds. */
    public void limitPerMinute(int limit) {
        books.limitPerMinute(limit);
    }

    /** The events taken so far, in the order of their requests' completion; those of test mode are not among them. */
    public List<AcceptedEvent> accepted() {
        return books.accepted();
    }

    /** How many events were taken so far, test mode apart. */
    public long acceptedCount() {
        return books.acceptedCount();
    }

    public List<String> acceptedIds() {
        return accepted().stream().map(AcceptedEvent::eventId).toList();
    }

    /** The events that passed in test mode, which the real API checks and forgets. */
    public List<AcceptedEvent> tested() {
        return books.tested();
    }

    public List<ReceivedRequest> calls() {
        return books.calls();
    }

    /** The most calls that began within sixty seconds. */
    public int busiestMinute() {
        return ReceivedRequest.busiest(Duration.ofMinutes(1), calls());
    }

    /** How often each status was answered; 0 stands for connections ended without a whole answer. */
    public Map<Integer, Long> answersByStatus() {
        return calls().stream()
                .collect(Collectors.groupingBy(ReceivedRequest::status, TreeMap::new, Collectors.counting()));
    }

    public boolean anyRequestContains(String text) {
        return anyRequest(body -> body.contains(text));
    }

    /** Whether the text of any body read so far, refused ones among them, satisfies the predicate. */
    public boolean anyRequest(Predicate<String> predicate) {
        return books.bodies().stream().anyMatch(predicate);
    }

    /** Until {@link #behave()}. Misbehaviours follow one another in the order they were asked for. */
    public void misbehave(Fault misbehaviour) {
        spells.add(misbehaviour, Integer.MAX_VALUE, FOR_EVER);
    }

    /** For that many requests. */
    public void misbehave(Fault misbehaviour, int requests) {
        spells.add(misbehaviour, requests, FOR_EVER);
    }

    /** For that time, which starts with the first request to meet it, so that at least one does. */
    public void misbehave(Fault misbehaviour, Duration time) {
        spells.add(misbehaviour, Integer.MAX_VALUE, time);
    }

    /** Ends all misbehaviour, also what was asked for and has not begun. */
    public void behave() {
        spells.clear();
    }

    /** Forgets what it has seen. */
    public void forget() {
        books.forget();
    }

    @Override
    public void close() {
        server.close();
    }

    private void handle(LoopbackServer.Exchange exchange) throws IOException {
        int number = requests.incrementAndGet();
        RequestHandler visit =
                new RequestHandler(exchange, number, books, new RequestHandler.House(token, latency, poison));
        Optional<Fault> misbehaviour = spells.next();
        try {
            visit.serveOrRefuse(misbehaviour);
        } finally {
            visit.remember(Instant.now());
        }
    }
}
