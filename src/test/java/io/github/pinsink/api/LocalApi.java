package io.github.pinsink.api;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** What the tests of the client have in common: settings for a server on this machine, and a call that waits. */
final class LocalApi {
    static final AdAccountId ACCOUNT = new AdAccountId("549755885175");
    static final AccessToken TOKEN = new AccessToken("pina_sandbox_token");
    static final Duration PATIENT = Duration.ofSeconds(60);

    private static final String BESIDE = "another event";

    private LocalApi() {}

    static ApiSettings settings(String url, TransportSettings transport) {
        return new ApiSettings(URI.create(url), false, 8, transport, "task-thread-orders-0");
    }

    static TransportSettings patient() {
        return TransportSettings.direct(PATIENT, PATIENT);
    }

    static TransportSettings with(boolean http2, Optional<ProxyServer> proxy, Optional<TrustStore> trust) {
        return new TransportSettings(PATIENT, PATIENT, PATIENT, http2, proxy, trust);
    }

    static List<EncodedEvent> events(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> text("{\"event_name\":\"checkout\",\"action_source\":\"web\",\"event_time\":"
                        + Instant.now().getEpochSecond() + ",\"event_id\":\"e" + i
                        + "\",\"user_data\":{\"em\":[\""
                        + "86e0b9e56c17cc4d12387e1949b85053fbe73bc3ce5a1188713a9d300cc6133d\"]}}"))
                .toList();
    }

    /** Between others, as where it is held. */
    static EncodedEvent text(String json) {
        byte[] bytes = (BESIDE + json + BESIDE).getBytes(StandardCharsets.UTF_8);
        return new EncodedEvent() {
            @Override
            public byte[] bytes() {
                return bytes;
            }

            @Override
            public int offset() {
                return BESIDE.length();
            }

            @Override
            public int length() {
                return bytes.length - 2 * BESIDE.length();
            }
        };
    }

    static ApiOutcome call(ConversionsApi api, List<EncodedEvent> events) {
        CompletableFuture<ApiOutcome> answer = new CompletableFuture<>();
        api.send(ACCOUNT, TOKEN, events, answer::complete);
        return answer.orTimeout(120, TimeUnit.SECONDS).join();
    }

    static String allProcessed(int events) {
        return "{\"num_events_received\":" + events + ",\"num_events_processed\":" + events + ",\"events\":["
                + String.join(",", Collections.nCopies(events, "{\"status\":\"processed\"}")) + "]}";
    }
}
