package io.github.pinsink.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulatorProcessTest {
    private static final String HASH = "86e0b9e56c17cc4d12387e1949b85053fbe73bc3ce5a1188713a9d300cc6133d";
    /** The same for all events, so that an event sent twice has the same JSON. */
    private static final long TIME = Instant.now().getEpochSecond();

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    private static String events(String... ids) {
        return List.of(ids).stream()
                .map(id -> "{\"event_name\":\"checkout\",\"action_source\":\"web\",\"event_time\":"
                        + TIME + ",\"event_id\":\"" + id + "\",\"user_data\":{\"em\":[\""
                        + HASH + "\"]}}")
                .collect(Collectors.joining(",", "{\"data\":[", "]}"));
    }

    private int post(SimulatorProcess api, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(api.url() + "/ad_accounts/549755885175/events"))
                .header("Authorization", "Bearer pina_x")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
    }

    @Test
    void isControlledByItsParentProcessAndReportsWhatItAccepted() throws Exception {
        try (SimulatorProcess api = SimulatorProcess.startValidating(folder, "pina_x")) {
            api.injectFault(new Fault.ServiceUnavailable(), 1);
            api.injectFault(new Fault.Latency(Duration.ofMillis(5)), 1);
            assertThat(post(api, events("a", "b"))).isEqualTo(503);
            assertThat(post(api, events("a", "b"))).isEqualTo(200);
            api.rejectRequestsContaining("rejected");
            assertThat(post(api, events("c", "rejected-1"))).isEqualTo(400);
            assertThat(post(api, events("b"))).isEqualTo(200);

            List<AcceptedEvent> accepted = api.accepted();
            assertThat(accepted).extracting(AcceptedEvent::eventId).containsExactly("a", "b", "b");
            assertThat(accepted).extracting(AcceptedEvent::faultFree).containsExactly(false, false, true);
            assertThat(accepted.get(1).fingerprint()).isEqualTo(accepted.get(2).fingerprint());
            assertThat(api.report().byStatus()).containsEntry(200, 2L).containsEntry(400, 1L);
            assertThat(api.acceptedCount()).isEqualTo(3);
            api.clearHistory();
            assertThat(api.report().calls()).isZero();
        }
    }

    @Test
    void countsUnparsedEventsAndEnforcesALimitOverASlidingMinute() throws Exception {
        try (SimulatorProcess api = SimulatorProcess.startCounting(folder, "pina_x")) {
            api.setRateLimit(2);
            String thousand =
                    events(IntStream.range(0, 1_000).mapToObj(i -> "order-" + i).toArray(String[]::new));
            assertThat(List.of(post(api, thousand), post(api, thousand), post(api, thousand)))
                    .containsExactly(200, 200, 429);
            assertThat(api.acceptedCount()).isEqualTo(2_000);
            assertThat(api.report().maxCallsPerMinute()).isEqualTo(3);
        }
    }
}
