package io.github.pinsink.sandbox.bench;

import io.github.pinsink.sandbox.SimulatorProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A baseline: a client that waits for each response before it sends the next batch. */
final class BlockingSender {
    private static final int EVENTS = 1_000;
    private static final Duration DURATION = Duration.ofSeconds(5);

    private BlockingSender() {}

    /** Events per second, sent without reading, mapping or hashing anything. */
    static double eventsPerSecond(SimulatorProcess simulator, String token, int bytesPerEvent) {
        String start = "{\"event_id\":\"ORD-2026-0000001\",\"note\":\"";
        String event = start + "n".repeat(Math.max(0, bytesPerEvent - start.length() - 3)) + "\"}";
        String body = "{\"data\":[" + (event + ",").repeat(EVENTS - 1) + event + "]}";
        HttpRequest request = HttpRequest.newBuilder(URI.create(simulator.url() + "/ad_accounts/549755885175/events"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.getBytes(StandardCharsets.UTF_8)))
                .build();
        HttpClient client = HttpClient.newHttpClient();
        long startNanos = System.nanoTime();
        long sent = 0;
        try {
            while (System.nanoTime() - startNanos < DURATION.toNanos()) {
                int status = client.send(request, HttpResponse.BodyHandlers.ofByteArray())
                        .statusCode();
                if (status != 200) {
                    throw new IllegalStateException("expected status 200 from the simulator, got " + status);
                }
                sent += EVENTS;
            }
        } catch (IOException e) {
            throw new IllegalStateException("no response from the simulator", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
        return sent * 1e9 / (System.nanoTime() - startNanos);
    }
}
