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
 * The simulator as a program: {@code SimulatorMain <token> <detail> <file>}, where detail is a {@link RequestLog.Detail}.
 * It writes the addresses of its API and of its control API to the file. It exits at the end of its standard input, and
 * therefore together with its parent process.
 *
 * <p>The control API: {@code POST /faults} with a {@link FaultCommand}, {@code POST /clear-faults}, {@code POST /settings}
 * with {@link Settings}, {@code POST /clear-history}, {@code GET /report}, {@code GET /count}, {@code GET /accepted} (a line
 * per event: number of the request, fingerprint, epoch milliseconds, whether no fault was injected, id).
 */
public final class SimulatorMain {
    static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new SimpleModule()
                    .addSerializer(Duration.class, new DurationSerializer())
                    .addDeserializer(Duration.class, new DurationDeserializer()))
            .build();

    /**
     * Injects a fault.
     *
     * @param requests for that many requests; 0 to inject it for a time instead
     * @param time for that time, if {@code requests} is 0
     */
    record FaultCommand(Fault fault, int requests, Duration time) {}

    /** Replaces all settings. */
    record Settings(String token, Duration latency, String rejectedIdPart, int callsPerMinute) {}

    /** The base URLs of the program's two APIs. */
    record Addresses(String api, String control) {}

    private final PinterestSimulator simulator;
    private final RequestLog log;

    private SimulatorMain(PinterestSimulator simulator, RequestLog log) {
        this.simulator = simulator;
        this.log = log;
    }

    static {
        JSON.registerSubtypes(Fault.class.getPermittedSubclasses());
    }

    public static void main(String[] arguments) throws IOException {
        RequestLog log = new RequestLog(RequestLog.Detail.valueOf(arguments[1]));
        PinterestSimulator simulator = new PinterestSimulator(arguments[0], log);
        LoopbackServer control = LoopbackServer.start(new SimulatorMain(simulator, log)::handle);
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
        String response;
        try {
            response = execute(exchange.method() + " " + exchange.path(), exchange.bodyText());
        } catch (IOException | RuntimeException e) {
            exchange.respond(400, Map.of(), String.valueOf(e.getMessage()).getBytes(StandardCharsets.UTF_8));
            return;
        }
        exchange.respond(200, Map.of(), response.getBytes(StandardCharsets.UTF_8));
    }

    private String execute(String command, String body) throws IOException {
        switch (command) {
            case "POST /faults" -> injectFault(JSON.readValue(body, FaultCommand.class));
            case "POST /clear-faults" -> simulator.clearFaults();
            case "POST /settings" -> apply(JSON.readValue(body, Settings.class));
            case "POST /clear-history" -> simulator.clearHistory();
            case "GET /report" -> {
                return JSON.writeValueAsString(SimulatorReport.of(log));
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
                                .append(event.faultFree())
                                .append(' ')
                                .append(event.eventId())
                                .append('\n'));
                return lines.toString();
            }
            default -> throw new IllegalArgumentException("unknown command: " + command);
        }
        return "";
    }

    private void injectFault(FaultCommand command) {
        if (command.requests() > 0) {
            simulator.injectFault(command.fault(), command.requests());
        } else {
            simulator.injectFault(command.fault(), command.time());
        }
    }

    private void apply(Settings settings) {
        simulator.rotateToken(settings.token());
        simulator.setLatency(settings.latency());
        simulator.rejectRequestsContaining(settings.rejectedIdPart());
        simulator.setRateLimit(settings.callsPerMinute());
    }

    private static final class DurationSerializer extends JsonSerializer<Duration> {
        @Override
        public void serialize(Duration value, JsonGenerator out, SerializerProvider context) throws IOException {
            out.writeString(value.toString());
        }
    }

    private static final class DurationDeserializer extends JsonDeserializer<Duration> {
        @Override
        public Duration deserialize(JsonParser in, DeserializationContext context) throws IOException {
            return Duration.parse(in.getText());
        }
    }
}
