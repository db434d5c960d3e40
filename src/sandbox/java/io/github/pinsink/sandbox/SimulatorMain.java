package io.github.pinsink.sandbox;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;

/**
 * The simulator as a program: {@code SimulatorMain <token> <depth> <file>}. It writes the addresses of its API and of its
 * control interface into the file, and ends when its standard input does, that is with whoever started it.
 *
 * <p>Control: {@code POST /misbehave} with an {@link Order}, {@code POST /behave}, {@code POST /set} with {@link Rules},
 * {@code POST /forget}, {@code GET /report}, {@code GET /accepted} (a line an event: call, fingerprint, milliseconds, whether
 * it was answered well, id).
 */
public final class SimulatorMain {
    static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new SimpleModule()
                    .addSerializer(Duration.class, new DurationText())
                    .addDeserializer(Duration.class, new TextDuration()))
            .build();

    /**
     * A misbehaviour and how long it lasts.
     *
     * @param requests for so many, or 0 for as many as come
     * @param time for that time, or zero for ever
     */
    record Order(Fault misbehaviour, int requests, Duration time) {}

    /** What holds until it is set anew. */
    record Rules(String token, Duration latency, String refuseWhole, int limitPerMinute) {}

    /** Where to find the program. */
    record Addresses(String api, String control) {}

    private final PinterestSimulator simulator;
    private final RequestLog books;

    private SimulatorMain(PinterestSimulator simulator, RequestLog books) {
        this.simulator = simulator;
        this.books = books;
    }

    static {
        JSON.registerSubtypes(Fault.class.getPermittedSubclasses());
    }

    public static void main(String[] arguments) throws IOException {
        RequestLog books = new RequestLog(RequestLog.Depth.valueOf(arguments[1]));
        PinterestSimulator simulator = new PinterestSimulator(arguments[0], books);
        LoopbackServer control = LoopbackServer.start(new SimulatorMain(simulator, books)::handle);
        Path file = Path.of(arguments[2]);
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Addresses addresses = new Addresses(simulator.url(), "http://127.0.0.1:" + control.port());
        Files.write(part, JSON.writeValueAsBytes(addresses));
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        while (System.in.read() >= 0) {
            continue;
        }
        System.exit(0);
    }

    private void handle(LoopbackServer.Exchange exchange) throws IOException {
        exchange.readBody();
        String answer;
        try {
            answer = obey(exchange.method() + " " + exchange.path(), exchange.text());
        } catch (IOException | RuntimeException e) {
            exchange.answer(400, Map.of(), String.valueOf(e.getMessage()).getBytes(StandardCharsets.UTF_8));
            return;
        }
        exchange.answer(200, Map.of(), answer.getBytes(StandardCharsets.UTF_8));
    }

    private String obey(String command, String body) throws IOException {
        switch (command) {
            case "POST /misbehave" -> misbehave(JSON.readValue(body, Order.class));
            case "POST /behave" -> simulator.behave();
            case "POST /set" -> set(JSON.readValue(body, Rules.class));
            case "POST /forget" -> simulator.forget();
            case "GET /report" -> {
                return JSON.writeValueAsString(SimulatorReport.of(books));
            }
            case "GET /count" -> {
                return Long.toString(simulator.acceptedCount());
            }
            case "GET /accepted" -> {
                StringBuilder lines = new StringBuilder();
                simulator
                        .accepted()
                        .forEach(event -> lines.append(event.request())
                                .append(' ')
                                .append(event.fingerprint())
                                .append(' ')
                                .append(event.at().toEpochMilli())
                                .append(' ')
                                .append(event.clear())
                                .append(' ')
                                .append(event.eventId())
                                .append('\n'));
                return lines.toString();
            }
            default -> throw new IllegalArgumentException("unknown: " + command);
        }
        return "";
    }

    private void misbehave(Order order) {
        if (order.requests() > 0) {
            simulator.misbehave(order.misbehaviour(), order.requests());
        } else if (order.time().isZero()) {
            simulator.misbehave(order.misbehaviour());
        } else {
            simulator.misbehave(order.misbehaviour(), order.time());
        }
    }

    private void set(Rules rules) {
        simulator.rotateToken(rules.token());
        simulator.takeTime(rules.latency());
        simulator.refuseWhole(rules.refuseWhole());
        simulator.limitPerMinute(rules.limitPerMinute());
    }

    private static final class DurationText extends JsonSerializer<Duration> {
        @Override
        public void serialize(Duration value, JsonGenerator out, SerializerProvider context) throws IOException {
            out.writeString(value.toString());
        }
    }

    private static final class TextDuration extends JsonDeserializer<Duration> {
        @Override
        public Duration deserialize(JsonParser in, DeserializationContext context) throws IOException {
            return Duration.parse(in.getText());
        }
    }
}
