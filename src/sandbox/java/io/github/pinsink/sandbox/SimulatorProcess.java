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

/** The simulator in a process of its own, which costs the measured one nothing and outlives what happens to it. */
public final class SimulatorProcess implements AutoCloseable {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ChildProcess process;
    private final SimulatorMain.Addresses addresses;
    private SimulatorMain.Rules rules;

    private SimulatorProcess(ChildProcess process, SimulatorMain.Addresses addresses, SimulatorMain.Rules rules) {
        this.process = process;
        this.addresses = addresses;
        this.rules = rules;
    }

    /** One that checks every event and keeps its id. */
    public static SimulatorProcess checking(Path folder, String token) {
        return start(folder, token, RequestLog.Depth.IDENTITIES, "512m");
    }

    /** One that counts events without a look inside, for speed. */
    public static SimulatorProcess counting(Path folder, String token) {
        return start(folder, token, RequestLog.Depth.COUNTS, "256m");
    }

    private static SimulatorProcess start(Path folder, String token, RequestLog.Depth depth, String heap) {
        Path addresses = folder.resolve("simulator.json");
        // Surefire puts the class path into the manifest of a jar; this property holds it as it was.
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
                            depth.name(),
                            addresses.toString()),
                    folder.resolve("simulator.log"));
            Await.until("the simulator", PATIENCE, () -> Files.exists(addresses) || !process.isAlive());
            if (!process.isAlive()) {
                throw new IllegalStateException(
                        "the simulator has ended:\n" + ChildProcess.tail(folder.resolve("simulator.log"), 20));
            }
            return new SimulatorProcess(
                    process,
                    SimulatorMain.JSON.readValue(addresses.toFile(), SimulatorMain.Addresses.class),
                    new SimulatorMain.Rules(token, Duration.ZERO, "", Integer.MAX_VALUE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The base address of the API, as a client configures it. */
    public String url() {
        return addresses.api();
    }

    /** From now on only this token is good. */
    public void rotateToken(String token) {
        set(new SimulatorMain.Rules(token, rules.latency(), rules.refuseWhole(), rules.limitPerMinute()));
    }

    public void takeTime(Duration perCall) {
        set(new SimulatorMain.Rules(rules.token(), perCall, rules.refuseWhole(), rules.limitPerMinute()));
    }

    /** Refuses requests as a whole, with 400, that have an event with this text in its id. */
    public void refuseWhole(String idPart) {
        set(new SimulatorMain.Rules(rules.token(), rules.latency(), idPart, rules.limitPerMinute()));
    }

    /** Answers 429 to calls beyond that many in any sixty seconds. */
    public void limitPerMinute(int limit) {
        set(new SimulatorMain.Rules(rules.token(), rules.latency(), rules.refuseWhole(), limit));
    }

    private void set(SimulatorMain.Rules next) {
        rules = next;
        post("/set", next);
    }

    /** Until {@link #behave()}. */
    public void misbehave(Fault misbehaviour) {
        post("/misbehave", new SimulatorMain.Order(misbehaviour, 0, Duration.ZERO));
    }

    public void misbehave(Fault misbehaviour, int requests) {
        post("/misbehave", new SimulatorMain.Order(misbehaviour, requests, Duration.ZERO));
    }

    public void misbehave(Fault misbehaviour, Duration time) {
        post("/misbehave", new SimulatorMain.Order(misbehaviour, 0, time));
    }

    public void behave() {
        post("/behave", "");
    }

    /** Forgets what it has seen. */
    public void forget() {
        post("/forget", "");
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

    /** The events taken so far, without their texts. */
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
        return done(request(path).GET().build());
    }

    private void post(String path, Object body) {
        try {
            String text = SimulatorMain.JSON.writeValueAsString(body);
            done(request(path).POST(HttpRequest.BodyPublishers.ofString(text)).build());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(addresses.control() + path)).timeout(PATIENCE);
    }

    private static String done(HttpRequest request) {
        try {
            HttpResponse<String> response = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IllegalStateException("the simulator does not understand: " + response.body());
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
