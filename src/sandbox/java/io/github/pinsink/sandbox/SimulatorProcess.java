package io.github.pinsink.sandbox;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The simulator in a separate process: it does not use the CPU time of the measured one, and survives its crashes. */
public final class SimulatorProcess implements AutoCloseable {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final ChildProcess process;
    private final SimulatorMain.Addresses addresses;
    private SimulatorMain.Settings settings;

    private SimulatorProcess(ChildProcess process, SimulatorMain.Addresses addresses, SimulatorMain.Settings settings) {
        this.process = process;
        this.addresses = addresses;
        this.settings = settings;
    }

    /** Starts a simulator that validates each event and keeps its id. */
    public static SimulatorProcess startValidating(Path folder, String token) {
        return start(folder, token, RequestLog.Detail.IDS, "512m");
    }

    /** Starts a fast simulator that only counts events. */
    public static SimulatorProcess startCounting(Path folder, String token) {
        return start(folder, token, RequestLog.Detail.COUNTS, "256m");
    }

    private static SimulatorProcess start(Path folder, String token, RequestLog.Detail detail, String heap) {
        Path addresses = folder.resolve("simulator.json");
        // Surefire moves the class path to the manifest of a JAR, and keeps the original in this property.
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        try {
            Files.deleteIfExists(addresses);
            ChildProcess process = ChildProcess.start(
                    List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx" + heap,
                            "-XX:+UseSerialGC",
                            "-cp",
                            classPath,
                            SimulatorMain.class.getName(),
                            token,
                            detail.name(),
                            addresses.toString()),
                    folder.resolve("simulator.log"));
            Await.until("the simulator is ready", TIMEOUT, () -> Files.exists(addresses) || !process.isAlive());
            if (!process.isAlive()) {
                throw new IllegalStateException(
                        "the simulator has exited:\n" + ChildProcess.tail(folder.resolve("simulator.log"), 20));
            }
            return new SimulatorProcess(
                    process,
                    SimulatorMain.JSON.readValue(addresses.toFile(), SimulatorMain.Addresses.class),
                    new SimulatorMain.Settings(token, Duration.ZERO, "", Integer.MAX_VALUE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The base URL of the API, as in {@code pinterest.api.url}. */
    public String url() {
        return addresses.api();
    }

    /** Accepts only this token from now on. */
    public void rotateToken(String token) {
        apply(new SimulatorMain.Settings(
                token, settings.latency(), settings.rejectedIdPart(), settings.callsPerMinute()));
    }

    /** How long each response takes from now on, unless a fault says otherwise. */
    public void setLatency(Duration perCall) {
        apply(new SimulatorMain.Settings(
                settings.token(), perCall, settings.rejectedIdPart(), settings.callsPerMinute()));
    }

    /** Rejects requests as a whole (400) if an event's id contains this string. */
    public void rejectRequestsContaining(String idPart) {
        apply(new SimulatorMain.Settings(settings.token(), settings.latency(), idPart, settings.callsPerMinute()));
    }

    /** Responds 429 to calls beyond that many in any 60 seconds. */
    public void setRateLimit(int callsPerMinute) {
        apply(new SimulatorMain.Settings(
                settings.token(), settings.latency(), settings.rejectedIdPart(), callsPerMinute));
    }

    private void apply(SimulatorMain.Settings next) {
        settings = next;
        post("/settings", next);
    }

    /** Injects a fault for that many requests. */
    public void injectFault(Fault fault, int requests) {
        post("/faults", new SimulatorMain.FaultCommand(fault, requests, Duration.ZERO));
    }

    /** Injects a fault for that time, which starts with the first request. */
    public void injectFault(Fault fault, Duration time) {
        post("/faults", new SimulatorMain.FaultCommand(fault, 0, time));
    }

    /** Removes all faults, including those that have not started. */
    public void clearFaults() {
        post("/clear-faults", "");
    }

    /** Forgets all requests and events. */
    public void clearHistory() {
        post("/clear-history", "");
    }

    public SimulatorReport report() {
        try {
            return SimulatorMain.JSON.readValue(get("/report"), new TypeReference<SimulatorReport>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public long acceptedCount() {
        return Long.parseLong(get("/count"));
    }

    /** The events accepted so far, without their JSON and ad accounts. */
    public List<AcceptedEvent> accepted() {
        return get("/accepted")
                .lines()
                .map(line -> line.split(" ", 5))
                .map(parts -> new AcceptedEvent(
                        parts[4],
                        "",
                        "",
                        Integer.parseInt(parts[0]),
                        Integer.parseInt(parts[1]),
                        Instant.ofEpochMilli(Long.parseLong(parts[2])),
                        Boolean.parseBoolean(parts[3])))
                .toList();
    }

    private String get(String path) {
        return send(request(path).GET().build());
    }

    private void post(String path, Object body) {
        try {
            String json = SimulatorMain.JSON.writeValueAsString(body);
            send(request(path).POST(HttpRequest.BodyPublishers.ofString(json)).build());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(addresses.control() + path)).timeout(TIMEOUT);
    }

    private static String send(HttpRequest request) {
        try {
            HttpResponse<String> response = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IllegalStateException(
                        "the simulator rejected " + request.uri().getPath() + ": " + response.body());
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        process.stop(Duration.ofSeconds(5));
    }
}
