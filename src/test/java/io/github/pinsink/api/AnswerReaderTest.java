package io.github.pinsink.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AnswerReaderTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final String BOTH = "{\"num_events_received\":2,\"num_events_processed\":2,\"events\":["
            + "{\"status\":\"processed\",\"error_message\":\"\"},{\"status\":\"processed\"}]}";
    private static final String ONE = "{\"num_events_received\":2,\"num_events_processed\":1,\"events\":["
            + "{\"status\":\"processed\"},{\"status\":\"failed\",\"error_message\":\"too old\"}]}";

    static Stream<Arguments> answers() {
        ApiOutcome partly = new ApiOutcome.PartlyDelivered(List.of(Optional.empty(), Optional.of("too old")));
        return Stream.of(
                Arguments.of(200, BOTH, new ApiOutcome.Delivered()),
                Arguments.of(200, ONE, partly),
                Arguments.of(200, "{\"num_events_received\":2,\"num_events_processed\":2}", new ApiOutcome.Delivered()),
                Arguments.of(422, ONE, partly),
                Arguments.of(422, "{\"code\":1,\"message\":\"no\",\"details\":" + ONE + "}", partly),
                Arguments.of(422, "{\"code\":1,\"message\":\"no\"}", new ApiOutcome.Rejected(422, "no")),
                Arguments.of(400, "{\"code\":4196,\"message\":\"bad\"}", new ApiOutcome.Rejected(400, "bad")),
                Arguments.of(413, "<html>", new ApiOutcome.Rejected(413, "no message")),
                Arguments.of(401, "{\"message\":\"no\"}", new ApiOutcome.Unauthorised("no")),
                Arguments.of(403, "{\"message\":\"no\"}", new ApiOutcome.Forbidden(403, "no")),
                Arguments.of(404, "{\"message\":\"no\"}", new ApiOutcome.Forbidden(404, "no")),
                Arguments.of(302, "", new ApiOutcome.Forbidden(302, "no message")),
                Arguments.of(408, "", new ApiOutcome.Unavailable("HTTP 408", false, Optional.empty())),
                Arguments.of(500, "", new ApiOutcome.Unavailable("HTTP 500", true, Optional.empty())),
                Arguments.of(503, "", new ApiOutcome.Unavailable("HTTP 503", false, Optional.empty())),
                Arguments.of(429, "", new ApiOutcome.Throttled(Optional.empty())));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void classifiesAnAnswer(int status, String body, ApiOutcome expected) {
        assertThat(read(status, body, true, Map.of())).isEqualTo(expected);
    }

    @Test
    void anAnswerThatDoesNotFitWhatWasSentIsUnreadable() {
        String three =
                "{\"events\":[{\"status\":\"processed\"},{\"status\":\"processed\"},{\"status\":\"processed\"}]}";
        String unknown = "{\"events\":[{\"status\":\"processed\"},{\"status\":\"perhaps\"}]}";
        for (String body : List.of("", "<html>", "[]", "{}", three, unknown)) {
            assertThat(read(200, body, true, Map.of())).as(body).isInstanceOf(ApiOutcome.Unreadable.class);
        }
        assertThat(read(200, BOTH, false, Map.of())).isInstanceOf(ApiOutcome.Unreadable.class);
    }

    @Test
    void honoursTheWaitThatAThrottlingAnswerAsksFor() {
        assertThat(throttled(Map.of("Retry-After", "7"))).contains(Duration.ofSeconds(7));
        assertThat(throttled(Map.of("Retry-After", "Thu, 01 Jan 2026 00:00:30 GMT")))
                .contains(Duration.ofSeconds(30));
        assertThat(throttled(Map.of("Retry-After", "Wed, 31 Dec 2025 00:00:00 GMT")))
                .contains(Duration.ZERO);
        assertThat(throttled(Map.of("X-RateLimit-Reset", "58"))).contains(Duration.ofSeconds(58));
        assertThat(throttled(Map.of("Retry-After", "999999"))).contains(Duration.ofHours(1));
        assertThat(throttled(Map.of("Retry-After", "soon"))).isEmpty();
    }

    @Test
    void aMessageDoesNotQuoteAnAddressOrANumber() {
        ApiOutcome outcome =
                read(400, "{\"message\":\"bad 'jane@example.com' and +49 170 1234567\\nnext\"}", true, Map.of());
        assertThat(outcome).isEqualTo(new ApiOutcome.Rejected(400, "bad '[address]' and [digits] next"));
    }

    private static Optional<Duration> throttled(Map<String, String> headers) {
        return ((ApiOutcome.Throttled) read(429, "", true, headers)).retryAfter();
    }

    private static ApiOutcome read(int status, String body, boolean complete, Map<String, String> headers) {
        return AnswerReader.read(
                new AnswerReader.Answer(status, headers::get, body.getBytes(StandardCharsets.UTF_8), complete), 2, NOW);
    }
}
