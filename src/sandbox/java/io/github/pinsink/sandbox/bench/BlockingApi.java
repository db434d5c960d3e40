package io.github.pinsink.sandbox.bench;

import io.github.pinsink.sandbox.SimulatorProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** The simplest client there is: one batch, one answer, the next batch. */
final class BlockingApi {
    private static final int EVENTS = 1_000;
    private static final Duration TIME = Duration.ofSeconds(5);

    private BlockingApi() {}

    /** Events a second with batches of that many bytes; nothing is read, mapped or hashed. */
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
        long begin = System.nanoTime();
        long sent = 0;
        try {
            while (System.nanoTime() - begin < TIME.toNanos()) {
                int status = client.send(request, HttpResponse.BodyHandlers.ofByteArray())
                        .statusCode();
                if (status != 200) {
                    throw new IllegalStateException("the simulator answered " + status);
                }
                sent += EVENTS;
            }
        } catch (IOException e) {
            throw new IllegalStateException("the simulator did not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
        return sent * 1e9 / (System.nanoTime() - begin);
    }
}
