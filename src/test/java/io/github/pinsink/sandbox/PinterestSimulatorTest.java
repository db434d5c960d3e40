package io.github.pinsink.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PinterestSimulatorTest {
    /** Long enough that even on a busy machine a call fails because of the connection, not because of this timeout. */
    private static final Duration TIMEOUT = Duration.ofSeconds(120);

    private static final String PATH = "/ad_accounts/549755885175/events";
    private static final String HASH = "86e0b9e56c17cc4d12387e1949b85053fbe73bc3ce5a1188713a9d300cc6133d";
    private final PinterestSimulator api = PinterestSimulator.start("pina_x");
    private final HttpClient client = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();

    @AfterEach
    void stop() {
        api.close();
    }

    private static String event(String id, String more) {
        return "{\"event_name\":\"checkout\",\"action_source\":\"web\",\"event_time\":"
                + Instant.now().getEpochSecond() + ",\"event_id\":\"" + id + "\",\"user_data\":{\"em\":[\"" + HASH
                + "\"]}" + more + "}";
    }

    private static String body(String... events) {
        return "{\"data\":[" + String.join(",", events) + "]}";
    }

    private HttpResponse<String> post(String body) throws Exception {
        return post(PATH, "pina_x", body);
    }

    private HttpResponse<String> post(String path, String token, String body) throws Exception {
        return client.send(request(path, token, body), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest request(String path, String token, String body) {
        return HttpRequest.newBuilder(URI.create(api.url() + path))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    /** A timeout is an IOException too, but says nothing about what the API did. */
    private void assertConnectionFails() {
        assertThatIOException()
                .isThrownBy(() -> post(body(event("x", ""))))
                .isNotInstanceOf(HttpTimeoutException.class);
    }

    private static String[] events(int count) {
        return IntStream.range(0, count).mapToObj(i -> event("e" + i, "")).toArray(String[]::new);
    }

    @Test
    void acceptsEventsInOrderWithAStatusForEach() throws Exception {
        HttpResponse<String> response = post(body(events(1_000)));
        assertThat(response.statusCode()).isEqualTo(200);
        JsonNode body = json.readTree(response.body());
        assertThat(body.get("num_events_processed").intValue()).isEqualTo(1_000);
        assertThat(body.get("events")).hasSize(1_000);
        assertThat(api.acceptedIds())
                .isEqualTo(IntStream.range(0, 1_000).mapToObj(i -> "e" + i).collect(Collectors.toList()));
        assertThat(api.calls())
                .singleElement()
                .satisfies(call -> assertThat(call.events()).isEqualTo(1_000));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ",\"category_name\":\"x\"",
                ",\"custom_data\":{\"category_name\":\"x\"}",
                ",\"custom_data\":{\"contents\":[{\"category_name\":\"x\"}]}",
                ",\"app_info\":{\"category_name\":\"x\"}",
                ",\"device_info\":{\"category_name\":\"x\"}"
            })
    void rejectsTheWholeRequestForAnUnknownProperty(String more) throws Exception {
        HttpResponse<String> response = post(body(event("good", ""), event("bad", more)));
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("Additional properties are not allowed ('category_name' was unexpected)");
        assertThat(api.accepted()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ",\"custom_data\":{\"value\":12.5}",
                ",\"custom_data\":{\"value\":\"1.2E7\"}",
                ",\"custom_data\":{\"num_items\":\"2\"}",
                ",\"custom_data\":{\"num_items\":2.0}",
                ",\"custom_data\":{}",
                ",\"custom_data\":null",
                ",\"language\":\"\"",
                ",\"opt_out\":\"true\"",
                ",\"device_info\":{\"battery_level\":101}",
                ",\"event_id\":\"again\"",
                ",\"custom_data\":{\"content_ids\":[]}"
            })
    void rejectsWrongTypesNullsAndEmptyValues(String more) throws Exception {
        assertThat(post(body(event("e", more))).statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"em\":[\"" + HASH + "\"]}|200",
                "{\"client_ip_address\":\"203.0.113.4\",\"client_user_agent\":\"Mozilla\"}|200",
                "{\"client_ip_address\":\"203.0.113.4\"}|400",
                "{\"ph\":[\"" + HASH + "\"]}|400",
                "{\"em\":\"" + HASH + "\"}|400",
                "{\"em\":[\"jane.doe@example.com\"]}|400",
                "{\"em\":[]}|400",
                "{}|400"
            })
    void requiresAUserIdentifier(String userData, int status) throws Exception {
        String event = event("e", "").replaceFirst("\"user_data\":\\{.*?]}", "\"user_data\":" + userData);
        assertThat(post(body(event)).statusCode()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"event_name", "action_source", "event_time", "event_id"})
    void rejectsAnEventWithoutARequiredProperty(String property) throws Exception {
        String event = event("e", "").replaceFirst("\"" + property + "\":[^,]*,", "");
        HttpResponse<String> response = post(body(event));
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("'" + property + "' is a required property");
    }

    @Test
    void rejectsAnInvalidPathTokenOrBody() throws Exception {
        assertThat(post("/ad_accounts/12a/events", "pina_x", body(events(1))).statusCode())
                .isEqualTo(404);
        assertThat(post("/ad_accounts/1/events", "pina_y", body(events(1))).statusCode())
                .isEqualTo(401);
        assertThat(post(body()).statusCode()).isEqualTo(400);
        assertThat(post(body(events(1_001))).statusCode()).isEqualTo(400);
        assertThat(post("{\"data\":[").statusCode()).isEqualTo(400);
        api.rotateToken("pina_y");
        assertThat(post(body(events(1))).statusCode()).isEqualTo(401);
    }

    @Test
    void processesTwentyEventsInTestModeAndAcceptsNone() throws Exception {
        HttpResponse<String> response = post("/ad_accounts/1/events?test=true", "pina_x", body(events(25)));
        assertThat(json.readTree(response.body()).get("num_events_processed").intValue())
                .isEqualTo(20);
        assertThat(api.accepted()).isEmpty();
        assertThat(api.acceptedInTestMode()).hasSize(20);
    }

    @Test
    void injectsFaultsInTheOrderInWhichTheyWereAdded() throws Exception {
        api.injectFault(new Fault.ServiceUnavailable(), 2);
        api.injectFault(new Fault.Throttle(3), 1);
        api.injectFault(new Fault.Forbidden(), 1);
        for (int status : new int[] {503, 503, 429, 403, 200}) {
            HttpResponse<String> response = post(body(events(1)));
            assertThat(response.statusCode()).isEqualTo(status);
            if (status == 429) {
                assertThat(response.headers().firstValue("Retry-After")).hasValue("3");
            }
        }
        assertThat(api.responsesByStatus()).containsEntry(503, 2L).containsEntry(200, 1L);
    }

    @Test
    void respondsLikeAProxyDeniesAnAdAccountAndReturnsWrongTotals() throws Exception {
        api.injectFault(new Fault.ProxyPage(413), 1);
        HttpResponse<String> page = post(body(events(1)));
        assertThat(page.statusCode()).isEqualTo(413);
        assertThat(page.body()).startsWith("<html>");
        api.injectFault(new Fault.RespondWith(400, "[]"), 1);
        assertThat(post(body(events(1))).body()).isEqualTo("[]");
        api.injectFault(new Fault.DenyAccount("1"), 1);
        assertThat(post(body(events(1))).statusCode()).isEqualTo(200);
        assertThat(api.accepted()).hasSize(1);
        api.injectFault(new Fault.DenyAccount(api.accepted().get(0).account()), 1);
        assertThat(post(body(events(1))).statusCode()).isEqualTo(403);
        api.injectFault(new Fault.WrongTotals(1, -1), 1);
        assertThat(post(body(events(2))).body()).contains("\"num_events_received\":3,\"num_events_processed\":1");
    }

    @Test
    void injectsAFaultForATimeOrUntilFaultsAreCleared() throws Exception {
        api.injectFault(new Fault.ServiceUnavailable(), Duration.ofMillis(300));
        assertThat(post(body(events(1))).statusCode()).isEqualTo(503);
        Await.sleep(Duration.ofMillis(400));
        assertThat(post(body(events(1))).statusCode()).isEqualTo(200);
        api.injectFault(new Fault.Unauthorized());
        assertThat(post(body(events(1))).statusCode()).isEqualTo(401);
        api.clearFaults();
        assertThat(post(body(events(1))).statusCode()).isEqualTo(200);
    }

    @Test
    void failsSomeEventsOfARequest() throws Exception {
        api.injectFault(new Fault.FailEvents(e -> e.get("event_id").asText().equals("e1"), "no"), 1);
        JsonNode statuses = json.readTree(post(body(events(3))).body()).get("events");
        assertThat(statuses.findValuesAsText("status")).containsExactly("processed", "failed", "processed");
        assertThat(api.acceptedIds()).containsExactly("e0", "e2");
    }

    /** As seen in reality for a request with one event. */
    @Test
    void respondsToOldEventsAsTheApiWasSeenTo() throws Exception {
        api.injectFault(new Fault.FailOlderThan(Duration.ofDays(7)));
        long old = Instant.now().minus(Duration.ofDays(8)).getEpochSecond();
        HttpResponse<String> response =
                post(body(event("old", "").replaceFirst("\"event_time\":\\d+", "\"event_time\":" + old)));
        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(response.body().replaceFirst("Current timestamp: \\d+", "Current timestamp: NOW"))
                .isEqualTo("{\"code\":953,\"message\":\"The action could not be processed properly due to some or all"
                        + " data provided being invalid.\",\"details\":{\"num_events_processed\":0,"
                        + "\"num_events_received\":1,\"events\":[{\"status\":\"failed\",\"error_message\":\"Invalid"
                        + " event_timestamp parameter. Given timestamp is in the past. Current timestamp: NOW, Given"
                        + " event_timestamp: " + old + "\",\"warning_message\":\"click_id is missing\"}]}}");
        assertThat(post(body(event("new", ""))).statusCode()).isEqualTo(200);
        assertThat(api.acceptedIds()).containsExactly("new");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ",\"advertiser_tracking_enabled\":true",
                ",\"custom_data\":{\"contents\":[{\"item_brand_id\":\"b\"}]}"
            })
    void acceptsTheFieldsOfANewerDescriptionOnlyIfItIsInUse(String property) throws Exception {
        assertThat(post(body(event("e", property))).statusCode()).isEqualTo(400);
        api.use(EventValidator.Description.NEWER);
        assertThat(post(body(event("e", property))).statusCode()).isEqualTo(200);
    }

    @Test
    void acceptsTheEventsWhenTheConnectionClosesBeforeTheResponse() {
        api.injectFault(new Fault.CloseBeforeResponse());
        // The JDK's client may retry, so the event may be accepted more than once.
        assertConnectionFails();
        assertThat(api.acceptedIds()).contains("x");
        assertThat(api.responsesByStatus()).containsOnlyKeys(0);
    }

    @Test
    void closesTheConnectionBeforeReadingWhenStalledAndInTheMiddleOfTheResponse() {
        api.injectFault(new Fault.CloseBeforeReading());
        assertConnectionFails();
        api.clearFaults();
        api.injectFault(new Fault.Stall(Duration.ofMillis(200)));
        assertConnectionFails();
        assertThat(api.accepted()).isEmpty();
        api.clearFaults();
        api.injectFault(new Fault.TruncatedResponse());
        assertConnectionFails();
        assertThat(api.acceptedIds()).contains("x");
    }

    @Test
    void returnsAResponseThatIsNotJson() throws Exception {
        api.injectFault(new Fault.NonJsonResponse(), 1);
        assertThat(post(body(events(1))).body()).contains("<html>");
    }

    @Test
    void returnsACorrectResponseAfterALatencyFault() throws Exception {
        api.injectFault(new Fault.Latency(Duration.ofMillis(20)), 1);
        assertThat(post(body(events(1))).statusCode()).isEqualTo(200);
        assertThat(api.acceptedIds()).containsExactly("e0");
    }

    @Test
    void respondsToOtherRequestsDuringALatencyFault() throws Exception {
        api.injectFault(new Fault.Latency(TIMEOUT), 1);
        // Either of the two can be the late one.
        List<CompletableFuture<HttpResponse<String>>> two = List.of(
                client.sendAsync(request(PATH, "pina_x", body(event("one", ""))), HttpResponse.BodyHandlers.ofString()),
                client.sendAsync(
                        request(PATH, "pina_x", body(event("other", ""))), HttpResponse.BodyHandlers.ofString()));
        CompletableFuture.anyOf(two.get(0), two.get(1)).join();
        assertThat(post(body(event("last", ""))).statusCode()).isEqualTo(200);

        assertThat(two).filteredOn(CompletableFuture::isDone).hasSize(1);
        assertThat(api.acceptedIds()).hasSize(2).endsWith("last");
    }

    @Test
    void findsStringsInRejectedBodiesToo() throws Exception {
        post("/ad_accounts/1/events", "wrong", body(event("needle", "")));
        assertThat(api.hasRequestContaining("needle")).isTrue();
        assertThat(api.hasRequestContaining("haystack")).isFalse();
    }
}
