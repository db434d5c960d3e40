package io.github.pinsink.sandbox;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Simulates the events endpoint of the Conversions API on a loopback port. It follows the API's documentation, records what
 * it accepted, and injects faults on demand.
 */
public final class PinterestSimulator implements AutoCloseable {
    private static final Duration UNLIMITED = Duration.ofDays(3650);

    private final LoopbackServer server;
    private final AtomicInteger requests = new AtomicInteger();
    private final RequestLog log;
    private final FaultSchedule faults = new FaultSchedule();
    private volatile String token;
    private volatile Duration latency = Duration.ZERO;
    private volatile String rejectedIdPart = "";
    private volatile EventValidator.Description description = EventValidator.Description.PUBLISHED;

    PinterestSimulator(String token, RequestLog log) {
        this.token = token;
        this.log = log;
        this.server = LoopbackServer.start(this::handle);
    }

    /** Starts on a free port and accepts this token. */
    public static PinterestSimulator start(String token) {
        return new PinterestSimulator(token, new RequestLog(RequestLog.Detail.BODIES));
    }

    /** The base URL, as in {@code pinterest.api.url}. */
    public String url() {
        return "http://127.0.0.1:" + server.port() + "/v5";
    }

    /** Accepts only this token from now on. */
    public void rotateToken(String newToken) {
        token = newToken;
    }

    /** How long each response takes from now on, unless a fault says otherwise. */
    public void setLatency(Duration perCall) {
        latency = perCall;
    }

    /** Rejects requests as a whole (400) if an event's id contains this string; empty rejects none. */
    public void rejectRequestsContaining(String idPart) {
        rejectedIdPart = idPart;
    }

    /** Checks events by this description of the API from now on, instead of the published one. */
    public void use(EventValidator.Description other) {
        description = other;
    }

    /** Responds 429 to calls beyond that many in any 60 seconds. */
    public void setRateLimit(int callsPerMinute) {
        log.setRateLimit(callsPerMinute);
    }

    /** The events accepted so far, in the order in which their requests were processed; without those of test mode. */
    public List<AcceptedEvent> accepted() {
        return log.accepted();
    }

    /** How many events were accepted so far, without those of test mode. */
    public long acceptedCount() {
        return log.acceptedCount();
    }

    public List<String> acceptedIds() {
        return accepted().stream().map(AcceptedEvent::eventId).toList();
    }

    /** The events accepted in test mode; the real API validates and discards them. */
    public List<AcceptedEvent> acceptedInTestMode() {
        return log.acceptedInTestMode();
    }

    public List<ReceivedRequest> calls() {
        return log.calls();
    }

    /** How often each status was returned; 0 stands for connections closed before a complete response. */
    public Map<Integer, Long> responsesByStatus() {
        return calls().stream()
                .collect(Collectors.groupingBy(ReceivedRequest::status, TreeMap::new, Collectors.counting()));
    }

    public boolean hasRequestContaining(String text) {
        return hasRequestMatching(body -> body.contains(text));
    }

    /** Whether the body of any request matches, including rejected ones. */
    public boolean hasRequestMatching(Predicate<String> predicate) {
        return log.bodies().stream().anyMatch(predicate);
    }

    /** Injects a fault until {@link #clearFaults()}. Faults follow one another in the order in which they were added. */
    public void injectFault(Fault fault) {
        faults.add(fault, Integer.MAX_VALUE, UNLIMITED);
    }

    /** Injects a fault for that many requests. */
    public void injectFault(Fault fault, int requests) {
        faults.add(fault, requests, UNLIMITED);
    }

    /** Injects a fault for that time, which starts with the first request, so that it applies to at least one. */
    public void injectFault(Fault fault, Duration time) {
        faults.add(fault, Integer.MAX_VALUE, time);
    }

    /** Removes all faults, including those that have not started. */
    public void clearFaults() {
        faults.clear();
    }

    /** Forgets all requests and events. */
    public void clearHistory() {
        log.clear();
    }

    @Override
    public void close() {
        server.close();
    }

    private void handle(LoopbackServer.Exchange exchange) throws IOException {
        RequestHandler handler = new RequestHandler(
                exchange,
                requests.incrementAndGet(),
                log,
                new RequestHandler.Config(token, latency, rejectedIdPart, description),
                faults.takeNext().orElse(null));
        try {
            handler.handle();
        } finally {
            handler.logOnce(Instant.now());
        }
    }
}
