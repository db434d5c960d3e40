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

class ResponseParserTest {
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
                Arguments.of(413, "{\"code\":1,\"message\":\"\"}", new ApiOutcome.Rejected(413, "no message")),
                Arguments.of(401, "{\"message\":\"no\"}", new ApiOutcome.Unauthorized("no")),
                Arguments.of(403, "{\"code\":29,\"message\":\"no\"}", new ApiOutcome.Forbidden(403, "no", true)),
                Arguments.of(404, "{\"code\":2,\"message\":\"no\"}", new ApiOutcome.Forbidden(404, "no", true)),
                Arguments.of(403, "{\"message\":\"no\"}", new ApiOutcome.Forbidden(403, "no", false)),
                Arguments.of(404, "<html>", new ApiOutcome.Forbidden(404, "no message", false)),
                Arguments.of(302, "", new ApiOutcome.Forbidden(302, "no message")),
                Arguments.of(408, "", new ApiOutcome.Unavailable("HTTP 408", false, Optional.empty())),
                Arguments.of(500, "", new ApiOutcome.Unavailable("HTTP 500", true, Optional.empty())),
                Arguments.of(503, "", new ApiOutcome.Unavailable("HTTP 503", false, Optional.empty())),
                Arguments.of(429, "", new ApiOutcome.Throttled(Optional.empty())));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void classifiesAResponse(int status, String body, ApiOutcome expected) {
        assertThat(read(status, body, true, Map.of())).isEqualTo(expected);
    }

    @Test
    void aResponseThatDoesNotFitTheRequestIsUnreadable() {
        String three =
                "{\"events\":[{\"status\":\"processed\"},{\"status\":\"processed\"},{\"status\":\"processed\"}]}";
        String unknown = "{\"events\":[{\"status\":\"processed\"},{\"status\":\"perhaps\"}]}";
        for (String body : List.of("", "<html>", "[]", "{}", three, unknown)) {
            assertThat(read(200, body, true, Map.of())).as(body).isInstanceOf(ApiOutcome.Unreadable.class);
        }
        assertThat(read(200, BOTH, false, Map.of())).isInstanceOf(ApiOutcome.Unreadable.class);
    }

    @Test
    void honorsTheWaitOfAThrottlingResponse() {
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
                Arguments.of(410, "", new ApiOutcome.Forbidden(410, "no message")),
                Arguments.of(409, "", unavailable(409)),
                Arguments.of(418, "", unavailable(418)),
                Arguments.of(421, "", unavailable(421)),
                Arguments.of(423, "", unavailable(423)),
                Arguments.of(425, "", unavailable(425)),
                Arguments.of(501, "", new ApiOutcome.Unavailable("HTTP 501", true, Optional.empty())),
                Arguments.of(502, "", new ApiOutcome.Unavailable("HTTP 502", true, Optional.empty())),
                Arguments.of(504, "", new ApiOutcome.Unavailable("HTTP 504", true, Optional.empty())),
                Arguments.of(599, "", new ApiOutcome.Unavailable("HTTP 599", true, Optional.empty())));
    }

    private static ApiOutcome unavailable(int status) {
        return new ApiOutcome.Unavailable("HTTP " + status, false, Optional.empty());
    }

    static Stream<String> otherBodies() {
        return Stream.of(
                "",
                " ",
                "<html><body>400 Bad Request</body></html>",
                "Bad Request",
                "null",
                "[]",
                "[{\"code\":1,\"message\":\"no\"}]",
                "{}",
                "{\"code\":1}",
                "{\"message\":\"no\"}",
                "{\"code\":\"1\",\"message\":\"no\"}",
                "{\"code\":1.5,\"message\":\"no\"}",
                "{\"code\":null,\"message\":\"no\"}",
                "{\"code\":1,\"message\":null}",
                "{\"code\":1,\"message\":{\"text\":\"no\"}}",
                "{\"error\":{\"code\":1,\"message\":\"no\"}}",
                "{\"details\":{\"code\":1,\"message\":\"no\"}}",
                "{\"code\":1,\"message\":\"no\"} <html>",
                "{\"code\":1,\"message\":\"no\"",
                "{\"events\":[{\"status\":\"failed\"}]}");
    }

    @ParameterizedTest
    @MethodSource("otherBodies")
    void onlyABodyInTheFormOfTheApiIsAVerdict(String body) {
        Map<String, String> asks = Map.of("Retry-After", "7");
        Optional<Duration> seven = Optional.of(Duration.ofSeconds(7));
        assertThat(read(400, body, true, asks)).isInstanceOfSatisfying(ApiOutcome.Unavailable.class, no -> {
            assertThat(no.ambiguous()).isFalse();
            assertThat(no.retryAfter()).isEqualTo(seven);
            assertThat(no.reason()).contains("HTTP 400", "instead of an API error");
        });
        assertThat(read(422, body, true, asks))
                .isInstanceOfSatisfying(
                        ApiOutcome.Unavailable.class,
                        no -> assertThat(no.ambiguous()).isTrue());
        assertThat(read(413, body, true, asks))
                .isInstanceOfSatisfying(
                        ApiOutcome.TooLarge.class,
                        no -> assertThat(no.retryAfter()).isEqualTo(seven));
        assertThat(read(403, body, true, asks))
                .isInstanceOfSatisfying(
                        ApiOutcome.Forbidden.class,
                        no -> assertThat(no.aboutAccount()).isFalse());
    }

    @Test
    void aVerdictThatBrokeOffIsNone() {
        String error = "{\"code\":1,\"message\":\"no\"}";
        assertThat(read(400, error, false, Map.of())).isInstanceOf(ApiOutcome.Unavailable.class);
        assertThat(read(413, error, false, Map.of())).isInstanceOf(ApiOutcome.TooLarge.class);
        assertThat(read(403, error, false, Map.of())).isEqualTo(new ApiOutcome.Forbidden(403, "no message", false));
    }

    static Stream<String> contradictions() {
        String processed = "{\"status\":\"processed\"}";
        String failed = "{\"status\":\"failed\",\"error_message\":\"too old\"}";
        String both = "\"events\":[" + processed + "," + processed + "]";
        String one = "\"events\":[" + processed + "," + failed + "]";
        String none = "\"events\":[" + failed + "," + failed + "]";
        return Stream.of(
                counts("2", "2") + one,
                counts("2", "0") + one,
                counts("2", "1") + both,
                counts("2", "1") + none,
                counts("2", "2") + none,
                counts("2", "3") + both,
                counts("1", "2") + both,
                counts("3", "2") + both,
                counts("0", "0") + both,
                counts("2", "-1") + none,
                counts("-2", "2") + both,
                counts("2.0", "2") + both,
                counts("2", "1.5") + one,
                counts("\"2\"", "2") + both,
                counts("2", "[2]") + both,
                counts("2", "true") + both,
                counts("99999999999", "2") + both,
                counts("2", "2") + "\"num_events_processed\":1," + both,
                counts("2", "2") + "\"num_events_processed\":2," + both,
                counts("2", "2") + "\"events\":[" + failed + "]",
                counts("2", "2") + "\"events\":[" + processed + "," + processed + "," + processed + "]",
                both + "," + one,
                both + ",\"details\":{" + one + "}",
                both + ",\"details\":{\"num_events_processed\":1}",
                counts("2", "2") + "\"details\":{" + one + "}",
                counts("3", "3") + "\"x\":0");
    }

    private static String counts(String received, String processed) {
        return "\"num_events_received\":" + received + ",\"num_events_processed\":" + processed + ",";
    }

    @ParameterizedTest
    @MethodSource("contradictions")
    void countsThatContradictStatusesAreUnreadable(String members) {
        assertThat(read(200, "{" + members + "}", true, Map.of())).isInstanceOf(ApiOutcome.Unreadable.class);
        assertThat(read(422, "{\"code\":1,\"message\":\"no\"," + members + "}", true, Map.of()))
                .isInstanceOf(ApiOutcome.Unreadable.class);
        if (!members.contains("details")) {
            String details = "{\"code\":1,\"message\":\"no\",\"details\":{" + members + "}}";
            assertThat(read(422, details, true, Map.of())).isInstanceOf(ApiOutcome.Unreadable.class);
        }
    }

    @Test
    void aStatusThatIsGivenTwiceIsNotKnown() {
        String twice = "{\"status\":\"failed\",\"status\":\"processed\"}";
        assertThat(read(200, "{\"events\":[{\"status\":\"processed\"}," + twice + "]}", true, Map.of()))
                .isInstanceOf(ApiOutcome.Unreadable.class);
    }

    @Test
    void theCountsOfADetailedErrorStandInItsDetails() {
        String seen = "{\"code\":953,\"message\":\"The action could not be processed\",\"details\":{"
                + "\"num_events_processed\":0,\"num_events_received\":2,\"events\":["
                + "{\"status\":\"failed\",\"error_message\":\"too old\",\"warning_message\":\"\"},"
                + "{\"status\":\"failed\",\"error_message\":\"too old\",\"warning_message\":\"\"}]}}";
        assertThat(read(422, seen, true, Map.of()))
                .isEqualTo(new ApiOutcome.PartlyDelivered(List.of(Optional.of("too old"), Optional.of("too old"))));
    }

    @ParameterizedTest
    @MethodSource("statuses")
    void classifiesTheOtherStatuses(int status, String body, ApiOutcome expected) {
        assertThat(read(status, body, true, Map.of())).isEqualTo(expected);
    }

    @Test
    void a422ThatBrokeOffMayHaveHeldStatusesAndIsRetried() {
        assertThat(read(422, ONE, false, Map.of()))
                .isInstanceOfSatisfying(
                        ApiOutcome.Unavailable.class,
                        no -> assertThat(no.ambiguous()).isTrue());
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
        ApiOutcome outcome = read(
                400, "{\"code\":1,\"message\":\"bad 'jane@example.com' and +49 170 1234567\\nnext\"}", true, Map.of());
        assertThat(outcome).isEqualTo(new ApiOutcome.Rejected(400, "bad '…' and [digits] next"));
    }

    @Test
    void anEntryWithAnErrorAndWithoutAKnownStatusIsNotDelivered() {
        for (String entry : List.of(
                "{\"error_message\":\"bad\"}",
                "{\"status\":\"FAILED\",\"error_message\":\"bad\"}",
                "{\"status\":null,\"error_message\":\"bad\"}")) {
            String body =
                    "{\"num_events_received\":2,\"num_events_processed\":2,\"events\":[{\"status\":\"processed\"},"
                            + entry + "]}";
            assertThat(read(200, body, true, Map.of())).as(body).isInstanceOf(ApiOutcome.Unreadable.class);
        }
    }

    @Test
    void aResultWithAnUnknownStatusIsUnreadableWith422AsWith200() {
        String body = "{\"num_events_received\":2,\"num_events_processed\":1,\"events\":[{\"status\":\"processed\"},"
                + "{\"status\":\"skipped\"}]}";
        for (int status : List.of(200, 422)) {
            assertThat(read(status, body, true, Map.of())).isInstanceOf(ApiOutcome.Unreadable.class);
        }
    }

    private static Optional<Duration> throttled(Map<String, String> headers) {
        return ((ApiOutcome.Throttled) read(429, "", true, headers)).retryAfter();
    }

    private static ApiOutcome read(int status, String body, boolean complete, Map<String, String> headers) {
        return ResponseParser.parse(
                new ResponseParser.RawResponse(status, headers::get, body.getBytes(StandardCharsets.UTF_8), complete),
                2,
                NOW);
    }
}
