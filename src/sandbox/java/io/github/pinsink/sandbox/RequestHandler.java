package io.github.pinsink.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Handles one request to the simulator. */
final class RequestHandler {
    private static final Pattern PATH = Pattern.compile("/v5/ad_accounts/([0-9]{1,18})/events");
    private static final int MAX_EVENTS = 1_000;
    private static final int MAX_TEST_EVENTS = 20;
    private static final int NOT_ALL_PROCESSED = 953;
    private static final byte[] EVENT_ID_KEY = "\"event_id\":".getBytes(StandardCharsets.US_ASCII);
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    /** Response bodies by the number of events, all of them processed. */
    private static final Map<Integer, byte[]> ALL_PROCESSED = new ConcurrentHashMap<>();

    /**
     * The simulator's configuration when the request arrived.
     *
     * @param latency how long a response takes
     * @param rejectedIdPart rejects the whole request if an event's id contains it; empty rejects none
     * @param description the API's description that events must follow
     */
    record Config(String token, Duration latency, String rejectedIdPart, EventValidator.Description description) {}

    private final LoopbackServer.Exchange exchange;
    private final int number;
    private final RequestLog log;
    private final Config config;
    /** Null for none. */
    private final Fault fault;

    private final Instant at = Instant.now();
    private final boolean testMode;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private int events;
    private int status;
    private boolean isLogged;

    RequestHandler(LoopbackServer.Exchange exchange, int number, RequestLog log, Config config, Fault fault) {
        this.exchange = exchange;
        this.number = number;
        this.log = log;
        this.config = config;
        this.fault = fault;
        this.testMode = Arrays.asList(exchange.query().split("&")).contains("test=true");
    }

    void handle() throws IOException {
        try {
            handleOrReject();
        } catch (Rejection rejection) {
            ObjectNode body = JSON.createObjectNode();
            body.put("code", rejection.code()).put("message", rejection.getMessage());
            respond(rejection.status(), "application/json", body.toString());
        } catch (IOException e) {
            // The client disconnected, so it did not receive a response.
            status = 0;
            throw e;
        }
    }

    private void handleOrReject() throws IOException {
        if (fault instanceof Fault.CloseBeforeReading) {
            return;
        }
        if (fault instanceof Fault.Stall stall) {
            Await.sleep(stall.time());
            return;
        }
        exchange.readBody();
        Await.sleep(fault instanceof Fault.Latency latency ? latency.time() : config.latency());
        if (!log.tryAcquirePermit(at)) {
            throw Rejection.throttled();
        }
        rejectOnFault();
        if (fault instanceof Fault.ProxyPage page) {
            respond(page.status(), "text/html", "<html><body>Blocked by the gateway</body></html>");
            return;
        }
        if (fault instanceof Fault.RespondWith fixed) {
            respond(fixed.status(), "application/json", fixed.body());
            return;
        }
        String account = checkRequest();
        if (fault instanceof Fault.DenyAccount deny && deny.digits().equals(account)) {
            throw Rejection.forbidden();
        }
        respondToAccepted(log.detail() == RequestLog.Detail.COUNTS ? acceptUnparsed() : accept(account, parseEvents()));
    }

    /** @param body the correct response body */
    private void respondToAccepted(byte[] body) throws IOException {
        if (fault instanceof Fault.CloseBeforeResponse) {
            return;
        }
        if (fault instanceof Fault.ResetBeforeResponse) {
            exchange.resetOnClose();
            return;
        }
        if (fault instanceof Fault.AcceptThenError error) {
            throw new Rejection(error.status(), 0, "upstream request timeout");
        }
        if (fault instanceof Fault.NonJsonResponse) {
            respond(200, "text/html", "<html><body>Welcome to the proxy</body></html>");
            return;
        }
        if (fault instanceof Fault.EmptyResponse) {
            respond(200, "application/json", "");
            return;
        }
        headers.put("X-RateLimit-Limit", "120000, 120000;w=60;name=\"ads_conversions_ad_account_id\"");
        headers.put("X-RateLimit-Remaining", "119999");
        headers.put("X-RateLimit-Reset", "58");
        headers.put("Content-Type", "application/json");
        if (fault instanceof Fault.TruncatedResponse) {
            logOnce(Instant.now());
            exchange.respondPartially(200, headers, body, body.length / 2);
        } else if (fault instanceof Fault.OversizedResponse oversized) {
            byte[] padded = Arrays.copyOf(body, body.length + oversized.bytes());
            Arrays.fill(padded, body.length, padded.length, (byte) ' ');
            respond(200, padded);
        } else if (fault instanceof Fault.FailInDetails) {
            respondNotAllProcessed(body);
        } else if (fault instanceof Fault.FailOlderThan) {
            boolean isAllProcessed =
                    JSON.readTree(body).get("num_events_processed").intValue() == events;
            if (isAllProcessed) {
                respond(200, body);
            } else {
                respondNotAllProcessed(body);
            }
        } else {
            respond(fault instanceof Fault.FailIds fail ? fail.status() : 200, body);
        }
    }

    /** 422 as it was seen in reality. The API's description does not say what is in the details. */
    private void respondNotAllProcessed(byte[] results) throws IOException {
        JsonNode given = JSON.readTree(results);
        ObjectNode details = JSON.createObjectNode();
        for (String property : List.of("num_events_processed", "num_events_received", "events")) {
            details.set(property, given.get(property));
        }
        ObjectNode body = JSON.createObjectNode();
        body.put("code", NOT_ALL_PROCESSED)
                .put(
                        "message",
                        "The action could not be processed properly due to some or all data provided being invalid.");
        body.set("details", details);
        respond(422, body.toString().getBytes(StandardCharsets.UTF_8));
    }

    private void rejectOnFault() {
        if (fault instanceof Fault.ServiceUnavailable) {
            throw Rejection.unavailable();
        }
        if (fault instanceof Fault.Throttle throttle) {
            headers.put(throttle.header(), Integer.toString(throttle.retryAfterSeconds()));
            throw Rejection.throttled();
        }
        if (fault instanceof Fault.ThrottleUntil until) {
            headers.put(
                    "Retry-After",
                    DateTimeFormatter.RFC_1123_DATE_TIME.format(
                            at.plusSeconds(until.seconds()).atZone(ZoneOffset.UTC)));
            throw Rejection.throttled();
        }
        if (fault instanceof Fault.BadRequest) {
            throw new Rejection(400, 4196, "The request was invalid.");
        }
        if (fault instanceof Fault.Unauthorized) {
            throw Rejection.unauthorized();
        }
        if (fault instanceof Fault.Forbidden) {
            throw Rejection.forbidden();
        }
        if (fault instanceof Fault.Reject reject) {
            throw new Rejection(reject.status(), 1, reject.message());
        }
    }

    /** Checks all but the body, and returns the ad account. */
    private String checkRequest() {
        Matcher path = PATH.matcher(exchange.path());
        if (!path.matches()) {
            throw new Rejection(404, 2, "AdAccount not found.");
        }
        if (!exchange.method().equals("POST")) {
            throw new Rejection(405, 1, "Method not allowed.");
        }
        if (!("Bearer " + config.token()).equals(exchange.header("authorization"))) {
            throw Rejection.unauthorized();
        }
        if (!exchange.header("content-type").startsWith("application/json")) {
            throw new Rejection(415, 1, "Unsupported media type.");
        }
        return path.group(1);
    }

    /** Accepts all events without parsing the body; counts them by their ids. */
    private byte[] acceptUnparsed() {
        byte[] body = exchange.body();
        int last = exchange.length() - EVENT_ID_KEY.length;
        for (int i = 0; i <= last; i++) {
            if (body[i] == '"'
                    && body[i + 6] == '_'
                    && Arrays.equals(body, i, i + EVENT_ID_KEY.length, EVENT_ID_KEY, 0, EVENT_ID_KEY.length)) {
                events++;
                i += EVENT_ID_KEY.length;
            }
        }
        checkEventCount();
        log.addAccepted(List.of(), events, testMode);
        return ALL_PROCESSED.computeIfAbsent(events, count -> {
            ArrayNode statuses = JSON.createArrayNode();
            for (int i = 0; i < count; i++) {
                statuses.addObject()
                        .put("status", "processed")
                        .put("error_message", "")
                        .put("warning_message", "");
            }
            return responseBody(count, count, statuses);
        });
    }

    private void checkEventCount() {
        if (events < 1 || events > MAX_EVENTS) {
            throw Rejection.invalid("expected 1 to " + MAX_EVENTS + " elements in 'data', got " + events);
        }
    }

    private JsonNode parseEvents() throws IOException {
        JsonNode root;
        try {
            root = JSON.readTree(exchange.body(), 0, exchange.length());
        } catch (JsonProcessingException e) {
            throw Rejection.invalid("the body is not JSON");
        }
        JsonNode data = root.path("data");
        if (!root.isObject() || !data.isArray()) {
            throw Rejection.invalid("'data' is a required property");
        }
        if (root.size() > 1) {
            throw Rejection.invalid("Additional properties are not allowed beside 'data'");
        }
        events = data.size();
        checkEventCount();
        data.forEach(event -> EventValidator.check(event, config.description()));
        for (JsonNode event : data) {
            if (!config.rejectedIdPart().isEmpty() && id(event).contains(config.rejectedIdPart())) {
                throw Rejection.invalid("Additional properties are not allowed ('unknown' was unexpected)");
            }
        }
        return data;
    }

    private static String id(JsonNode event) {
        return event.get("event_id").textValue();
    }

    private byte[] accept(String account, JsonNode data) {
        ArrayNode statuses = JSON.createArrayNode();
        List<AcceptedEvent> accepted = new ArrayList<>();
        int processed = testMode ? Math.min(events, MAX_TEST_EVENTS) : events;
        Predicate<JsonNode> fails = failingEvents();
        for (int i = 0; i < processed; i++) {
            JsonNode event = data.get(i);
            ObjectNode entry = statuses.addObject();
            if (fails.test(event)) {
                entry.put("status", "failed").put("error_message", failureMessage(event));
            } else {
                entry.put("status", "processed").put("error_message", "");
                accepted.add(acceptedEvent(event, account));
            }
            entry.put("warning_message", event.at("/user_data/click_id").isMissingNode() ? "click_id is missing" : "");
        }
        log.addAccepted(accepted, accepted.size(), testMode);
        if (fault instanceof Fault.WrongStatusCount wrong) {
            for (int i = 0; i < wrong.excess(); i++) {
                statuses.addObject().put("status", "processed");
            }
            for (int i = 0; i > wrong.excess() && !statuses.isEmpty(); i--) {
                statuses.remove(statuses.size() - 1);
            }
            // With correct totals a client could conclude that all events were accepted.
            return responseBody(events, Math.max(0, accepted.size() + wrong.excess()), statuses);
        }
        if (fault instanceof Fault.WrongTotals wrong) {
            return responseBody(events + wrong.receivedExcess(), accepted.size() + wrong.processedExcess(), statuses);
        }
        return responseBody(events, accepted.size(), statuses);
    }

    private AcceptedEvent acceptedEvent(JsonNode event, String account) {
        String json = event.toString();
        return new AcceptedEvent(
                id(event),
                log.detail() == RequestLog.Detail.BODIES ? json : "",
                account,
                number,
                json.hashCode(),
                at,
                fault == null);
    }

    private String failureMessage(JsonNode event) {
        if (fault instanceof Fault.FailOlderThan) {
            return "Invalid event_timestamp parameter. Given timestamp is in the past. Current timestamp: "
                    + at.getEpochSecond() + ", Given event_timestamp: " + eventTime(event);
        }
        if (fault instanceof Fault.FailEvents fail) {
            return fail.message();
        }
        if (fault instanceof Fault.FailInDetails fail) {
            return fail.message();
        }
        return fault instanceof Fault.FailIds fail ? fail.message() : "";
    }

    private static long eventTime(JsonNode event) {
        return event.get("event_time").longValue();
    }

    private Predicate<JsonNode> failingEvents() {
        if (fault instanceof Fault.FailOlderThan fail) {
            return event -> at.getEpochSecond() - eventTime(event) > fail.age().toSeconds();
        }
        if (fault instanceof Fault.FailEvents fail) {
            return fail.which();
        }
        if (fault instanceof Fault.FailInDetails fail) {
            return event -> id(event).contains(fail.idPart());
        }
        return fault instanceof Fault.FailIds fail ? event -> id(event).contains(fail.idPart()) : event -> false;
    }

    private static byte[] responseBody(int received, int processed, ArrayNode statuses) {
        ObjectNode body = JSON.createObjectNode();
        body.put("num_events_received", received).put("num_events_processed", processed);
        body.set("events", statuses);
        return body.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void respond(int httpStatus, String contentType, String body) throws IOException {
        headers.put("Content-Type", contentType);
        respond(httpStatus, body.getBytes(StandardCharsets.UTF_8));
    }

    private void respond(int httpStatus, byte[] body) throws IOException {
        status = httpStatus;
        // Before the response is sent: once a client has received it, the log has to contain the request.
        logOnce(Instant.now());
        exchange.respond(httpStatus, headers, body);
    }

    /** Adds the request to the log, unless it is there already. */
    void logOnce(Instant until) {
        if (!isLogged) {
            isLogged = true;
            log.addCall(new ReceivedRequest(number, at, until, events, exchange.length(), testMode, status), exchange);
        }
    }
}
