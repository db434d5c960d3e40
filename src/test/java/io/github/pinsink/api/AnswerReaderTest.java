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

    static Stream<Arguments> statuses() {
        return Stream.of(
                Arguments.of(201, BOTH, new ApiOutcome.Delivered()),
                Arguments.of(405, "", new ApiOutcome.Forbidden(405, "no message")),
                Arguments.of(407, "", new ApiOutcome.Forbidden(407, "no message")),
                Arguments.of(415, "", new ApiOutcome.Forbidden(415, "no message")),
                Arguments.of(301, "", new ApiOutcome.Forbidden(301, "no message")),
                Arguments.of(418, "", new ApiOutcome.Forbidden(418, "no message")),
                Arguments.of(501, "", new ApiOutcome.Unavailable("HTTP 501", true, Optional.empty())),
                Arguments.of(502, "", new ApiOutcome.Unavailable("HTTP 502", true, Optional.empty())),
                Arguments.of(504, "", new ApiOutcome.Unavailable("HTTP 504", true, Optional.empty())),
                Arguments.of(599, "", new ApiOutcome.Unavailable("HTTP 599", true, Optional.empty())),
                Arguments.of(422, "<html>", new ApiOutcome.Rejected(422, "no message")),
                Arguments.of(422, "", new ApiOutcome.Rejected(422, "no message")));
    }

    @ParameterizedTest
    @MethodSource("statuses")
    void classifiesTheOtherStatuses(int status, String body, ApiOutcome expected) {
        assertThat(read(status, body, true, Map.of())).isEqualTo(expected);
    }

    @Test
    void a422ThatBrokeOffMayHaveHeldStatuses() {
        assertThat(read(422, ONE, false, Map.of())).isInstanceOf(ApiOutcome.Unreadable.class);
    }

    @Test
    void onlyA422AmongTheRejectionsIsAmbiguousAndOnlyA413IsAboutTheSize() {
        assertThat(new ApiOutcome.Rejected(422, "").isAmbiguous()).isTrue();
        assertThat(new ApiOutcome.Rejected(400, "").isAmbiguous()).isFalse();
        assertThat(new ApiOutcome.Rejected(413, "").isTooLarge()).isTrue();
        assertThat(new ApiOutcome.Rejected(422, "").isTooLarge()).isFalse();
    }

    @Test
    void oddBodiesAreReadRight() {
        String noise = "\"x\":{\"events\":[1,[2]],\"y\":[{\"status\":\"failed\"}]},";
        assertThat(read(200, "{" + noise + BOTH.substring(1), true, Map.of())).isEqualTo(new ApiOutcome.Delivered());
        assertThat(read(200, BOTH + " {}", true, Map.of())).isInstanceOf(ApiOutcome.Unreadable.class);
        assertThat(read(200, BOTH.substring(0, BOTH.length() - 1), true, Map.of()))
                .isInstanceOf(ApiOutcome.Unreadable.class);
        assertThat(read(200, "{\"events\":[\"processed\",\"processed\"]}", true, Map.of()))
                .isInstanceOf(ApiOutcome.Unreadable.class);
        assertThat(read(200, "{\"num_events_received\":99999999999,\"num_events_processed\":2}", true, Map.of()))
                .isInstanceOf(ApiOutcome.Unreadable.class);
        assertThat(read(
                        200,
                        "{\"events\":[{\"status\":\"failed\",\"error_message\":null},{\"status\":\"processed\"}]}",
                        true,
                        Map.of()))
                .isEqualTo(new ApiOutcome.PartlyDelivered(
                        List.of(Optional.of("failed without a message"), Optional.empty())));
    }

    @Test
    void warningsAreCountedByKindWithoutWhatTheyQuote() {
        String body = "{\"events\":["
                + "{\"status\":\"processed\",\"warning_message\":\"external_id is missing. Add it; click_id is missing\"},"
                + "{\"status\":\"processed\",\"warning_message\":\"The name 'jane' of event 17 is not standard\"}]}";
        assertThat(read(200, body, true, Map.of()))
                .isEqualTo(new ApiOutcome.Delivered(new Warnings(Map.of(
                        "external_id is missing",
                        1,
                        "click_id is missing",
                        1,
                        "The name '…' of event # is not standard",
                        1))));
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
