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
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One request on its way through the simulator. */
final class RequestHandler {
    private static final Pattern PATH = Pattern.compile("/v5/ad_accounts/([0-9]{1,18})/events");
    private static final int MOST_EVENTS = 1_000;
    private static final int MOST_TEST_EVENTS = 20;
    private static final byte[] MARK = "\"event_id\":".getBytes(StandardCharsets.US_ASCII);
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final Map<Integer, byte[]> ALL_TAKEN = new ConcurrentHashMap<>();

    /**
     * How the simulator was set up when the request came.
     *
     * @param latency how long it takes to answer
     * @param poison a text in the id of an event that spoils its whole request; empty for none
     */
    record House(String token, Duration latency, String poison) {}

    private final LoopbackServer.Exchange exchange;
    private final int number;
    private final RequestLog books;
    private final House house;
    private final Instant at = Instant.now();
    private final boolean test;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private int events;
    private int status;
    private boolean remembered;

    RequestHandler(LoopbackServer.Exchange exchange, int number, RequestLog books, House house) {
        this.exchange = exchange;
        this.number = number;
        this.books = books;
        this.house = house;
        this.test = Arrays.asList(exchange.query().split("&")).contains("test=true");
    }

    void serveOrRefuse(Optional<Fault> misbehaviour) throws IOException {
        try {
            serve(misbehaviour.orElse(null));
        } catch (Rejection refusal) {
            ObjectNode answer = JSON.createObjectNode();
            answer.put("code", refusal.code()).put("message", refusal.getMessage());
            answer(refusal.status(), "application/json", answer.toString());
        } catch (IOException e) {
            // The client went away, so it was not answered.
            status = 0;
            throw e;
        }
    }

    private void serve(Fault misbehaviour) throws IOException {
        if (misbehaviour instanceof Fault.BreakBeforeReading) {
            return;
        }
        if (misbehaviour instanceof Fault.Stall stall) {
            Await.pass(stall.time());
            return;
        }
        exchange.readBody();
        Await.pass(misbehaviour instanceof Fault.Latency latency ? latency.time() : house.latency());
        if (!books.admit(at)) {
            throw Rejection.throttled();
        }
        refuseAsTold(misbehaviour);
        if (misbehaviour instanceof Fault.ProxyPage page) {
            answer(page.status(), "text/html", "<html><body>Blocked by the gateway</body></html>");
            return;
        }
        if (misbehaviour instanceof Fault.AnswerWith fixed) {
            answer(fixed.status(), "application/json", fixed.body());
            return;
        }
        String account = checkedAccount();
        if (misbehaviour instanceof Fault.DenyAccount deny && deny.digits().equals(account)) {
            throw Rejection.forbidden();
        }
        byte[] answer = books.depth() == RequestLog.Depth.COUNTS ? count() : take(account, checkedData(), misbehaviour);
        answerAsTold(misbehaviour, answer);
    }

    private void answerAsTold(Fault misbehaviour, byte[] good) throws IOException {
        if (misbehaviour instanceof Fault.BreakBeforeAnswer) {
            return;
        }
        if (misbehaviour instanceof Fault.ResetBeforeAnswer) {
            exchange.reset();
            return;
        }
        if (misbehaviour instanceof Fault.TakeAndRefuse refuse) {
            throw new Rejection(refuse.status(), 0, "upstream did not answer in time");
        }
        if (misbehaviour instanceof Fault.NotJson) {
            answer(200, "text/html", "<html><body>Welcome to the proxy</body></html>");
            return;
        }
        if (misbehaviour instanceof Fault.EmptyAnswer) {
            answer(200, "application/json", "");
            return;
        }
        headers.put("X-RateLimit-Limit", "120000, 120000;w=60;name=\"ads_conversions_ad_account_id\"");
        headers.put("X-RateLimit-Remaining", "119999");
        headers.put("X-RateLimit-Reset", "58");
        headers.put("Content-Type", "application/json");
        if (misbehaviour instanceof Fault.TruncatedAnswer) {
            remember(Instant.now());
            exchange.answerInPart(200, headers, good, good.length / 2);
        } else if (misbehaviour instanceof Fault.HugeAnswer huge) {
            byte[] blown = Arrays.copyOf(good, good.length + huge.bytes());
            Arrays.fill(blown, good.length, blown.length, (byte) ' ');
            answer(200, blown);
        } else if (misbehaviour instanceof Fault.FailInDetails) {
            ObjectNode detailed = JSON.createObjectNode();
            detailed.put("code", 1).put("message", "Not all events were processed.");
            detailed.set("details", JSON.readTree(good));
            answer(422, detailed.toString().getBytes(StandardCharsets.UTF_8));
        } else {
            answer(misbehaviour instanceof Fault.FailIds fail ? fail.status() : 200, good);
        }
    }

    private void refuseAsTold(Fault misbehaviour) {
        if (misbehaviour instanceof Fault.ServiceUnavailable) {
            throw Rejection.unavailable();
        }
        if (misbehaviour instanceof Fault.Throttle throttle) {
            headers.put(throttle.header(), Integer.toString(throttle.retryAfterSeconds()));
            throw Rejection.throttled();
        }
        if (misbehaviour instanceof Fault.ThrottleUntil until) {
            headers.put(
                    "Retry-After",
                    DateTimeFormatter.RFC_1123_DATE_TIME.format(
                            at.plusSeconds(until.seconds()).atZone(ZoneOffset.UTC)));
            throw Rejection.throttled();
        }
        if (misbehaviour instanceof Fault.BadRequest) {
            throw new Rejection(400, 4196, "The request was invalid.");
        }
        if (misbehaviour instanceof Fault.Unauthorized) {
            throw Rejection.unauthorized();
        }
        if (misbehaviour instanceof Fault.Forbidden) {
            throw Rejection.forbidden();
        }
        if (misbehaviour instanceof Fault.Refuse refuse) {
            throw new Rejection(refuse.status(), 1, refuse.message());
        }
    }

    private String checkedAccount() {
        Matcher path = PATH.matcher(exchange.path());
        if (!path.matches()) {
            throw new Rejection(404, 2, "AdAccount not found.");
        }
        if (!exchange.method().equals("POST")) {
            throw new Rejection(405, 1, "Method not allowed.");
        }
        if (!("Bearer " + house.token()).equals(exchange.header("authorization"))) {
            throw Rejection.unauthorized();
        }
        if (!exchange.header("content-type").startsWith("application/json")) {
            throw new Rejection(415, 1, "Unsupported media type.");
        }
        return path.group(1);
    }

    /** Takes them all without a look inside: the ids in the body are counted. */
    private byte[] count() {
        byte[] body = exchange.body();
        int last = exchange.length() - MARK.length;
        for (int i = 0; i <= last; i++) {
            if (body[i] == '"' && body[i + 6] == '_' && Arrays.equals(body, i, i + MARK.length, MARK, 0, MARK.length)) {
                events++;
                i += MARK.length;
            }
        }
        checkCount();
        books.accept(List.of(), events, test);
        return ALL_TAKEN.computeIfAbsent(events, count -> {
            ArrayNode statuses = JSON.createArrayNode();
            for (int i = 0; i < count; i++) {
                statuses.addObject()
                        .put("status", "processed")
                        .put("error_message", "")
                        .put("warning_message", "");
            }
            return result(count, count, statuses);
        });
    }

    private void checkCount() {
        if (events < 1 || events > MOST_EVENTS) {
            throw Rejection.invalid("'data' holds " + events + " events, not 1 to " + MOST_EVENTS);
        }
    }

    private JsonNode checkedData() throws IOException {
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
        checkCount();
        data.forEach(EventValidator::check);
        for (JsonNode event : data) {
            if (!house.poison().isEmpty() && id(event).contains(house.poison())) {
                throw Rejection.invalid("Additional properties are not allowed ('poison' was unexpected)");
            }
        }
        return data;
    }

    private static String id(JsonNode event) {
        return event.get("event_id").textValue();
    }

    private byte[] take(String account, JsonNode data, Fault misbehaviour) {
        ArrayNode statuses = JSON.createArrayNode();
        List<AcceptedEvent> taken = new ArrayList<>();
        int processed = test ? Math.min(events, MOST_TEST_EVENTS) : events;
        Optional<String> failure = failure(misbehaviour);
        Predicate<JsonNode> fails = failing(misbehaviour);
        for (int i = 0; i < processed; i++) {
            JsonNode event = data.get(i);
            ObjectNode entry = statuses.addObject();
            if (fails.test(event)) {
                entry.put("status", "failed").put("error_message", failure.orElse(""));
            } else {
                entry.put("status", "processed").put("error_message", "");
                taken.add(accepted(event, account, misbehaviour));
            }
            entry.put("warning_message", event.at("/user_data/click_id").isMissingNode() ? "click_id is missing" : "");
        }
        books.accept(taken, taken.size(), test);
        if (misbehaviour instanceof Fault.WrongCount wrong) {
            for (int i = 0; i < wrong.excess(); i++) {
                statuses.addObject().put("status", "processed");
            }
            for (int i = 0; i > wrong.excess() && !statuses.isEmpty(); i--) {
                statuses.remove(statuses.size() - 1);
            }
            // The two numbers would let a client find out that all were taken.
            return result(events, Math.max(0, taken.size() + wrong.excess()), statuses);
        }
        if (misbehaviour instanceof Fault.WrongNumbers wrong) {
            return result(events + wrong.receivedSurplus(), taken.size() + wrong.processedSurplus(), statuses);
        }
        return result(events, taken.size(), statuses);
    }

    private AcceptedEvent accepted(JsonNode event, String account, Fault misbehaviour) {
        String text = event.toString();
        String kept = books.depth() == RequestLog.Depth.TEXTS ? text : "";
        return new AcceptedEvent(id(event), kept, account, number, text.hashCode(), at, misbehaviour == null);
    }

    private static Optional<String> failure(Fault misbehaviour) {
        if (misbehaviour instanceof Fault.FailEvents fail) {
            return Optional.of(fail.message());
        }
        if (misbehaviour instanceof Fault.FailInDetails fail) {
            return Optional.of(fail.message());
        }
        return misbehaviour instanceof Fault.FailIds fail ? Optional.of(fail.message()) : Optional.empty();
    }

    private static Predicate<JsonNode> failing(Fault misbehaviour) {
        if (misbehaviour instanceof Fault.FailEvents fail) {
            return fail.which();
        }
        if (misbehaviour instanceof Fault.FailInDetails fail) {
            return event -> id(event).contains(fail.idPart());
        }
        return misbehaviour instanceof Fault.FailIds fail ? event -> id(event).contains(fail.idPart()) : event -> false;
    }

    private static byte[] result(int received, int processed, ArrayNode statuses) {
        ObjectNode answer = JSON.createObjectNode();
        answer.put("num_events_received", received).put("num_events_processed", processed);
        answer.set("events", statuses);
        return answer.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void answer(int httpStatus, String type, String text) throws IOException {
        headers.put("Content-Type", type);
        answer(httpStatus, text.getBytes(StandardCharsets.UTF_8));
    }

    private void answer(int httpStatus, byte[] bytes) throws IOException {
        status = httpStatus;
        // Before the answer leaves: a client that has it must find itself in the books.
        remember(Instant.now());
        exchange.answer(httpStatus, headers, bytes);
    }

    void remember(Instant until) {
        if (!remembered) {
            remembered = true;
            books.add(new ReceivedRequest(number, at, until, events, exchange.length(), test, status), exchange);
        }
    }
}
