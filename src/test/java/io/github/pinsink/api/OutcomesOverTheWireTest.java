package io.github.pinsink.api;

import static io.github.pinsink.api.LocalApi.TOKEN;
import static io.github.pinsink.api.LocalApi.allProcessed;
import static io.github.pinsink.api.LocalApi.call;
import static io.github.pinsink.api.LocalApi.events;
import static io.github.pinsink.api.LocalApi.patient;
import static io.github.pinsink.api.LocalApi.settings;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.pinsink.sandbox.Fault;
import io.github.pinsink.sandbox.PinterestSimulator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each row of the table of outcomes over real connections: the simulator misbehaves, the client says what that means. */
class OutcomesOverTheWireTest {
    private static final String BEARER = TOKEN.authorization().substring("Bearer ".length());
    private static final int SENT = 3;

    static Stream<Arguments> misbehaviours() {
        return Stream.of(
                row("all processed", new Fault.Latency(Duration.ofMillis(1)), delivered()),
                row("200, one failed", new Fault.FailIds("e1", "too old", 200), partly()),
                row("422, one failed", new Fault.FailIds("e1", "too old", 422), partly()),
                row("422 with details", new Fault.FailInDetails("e1", "too old"), partly()),
                row("422 without statuses", refuse(422), new ApiOutcome.Rejected(422, "told to")),
                row("400", new Fault.BadRequest(), new ApiOutcome.Rejected(400, "The request was invalid.")),
                row("401", new Fault.Unauthorized(), new ApiOutcome.Unauthorized("Authentication failed.")),
                row(
                        "403",
                        new Fault.Forbidden(),
                        new ApiOutcome.Forbidden(403, "You are not permitted to access that resource.")),
                row("404", refuse(404), new ApiOutcome.Forbidden(404, "told to")),
                row("400 of a proxy", new Fault.ProxyPage(400), page(400, false)),
                row("422 of a proxy", new Fault.ProxyPage(422), page(422, true)),
                row(
                        "413 of a proxy",
                        new Fault.ProxyPage(413),
                        new ApiOutcome.TooLarge(page(413, false).reason(), Optional.empty())),
                row("401 of a proxy", new Fault.ProxyPage(401), new ApiOutcome.Unauthorized("no message")),
                row("403 of a proxy", new Fault.ProxyPage(403), new ApiOutcome.Forbidden(403, "no message", false)),
                row("409", refuse(409), new ApiOutcome.Unavailable("HTTP 409", false, Optional.empty())),
                row("421", refuse(421), new ApiOutcome.Unavailable("HTTP 421", false, Optional.empty())),
                row("425", refuse(425), new ApiOutcome.Unavailable("HTTP 425", false, Optional.empty())),
                row("fewer processed than statuses", new Fault.WrongTotals(0, -1), contradictory()),
                row("fewer received than sent", new Fault.WrongTotals(-1, 0), contradictory()),
                row("405", refuse(405), new ApiOutcome.Forbidden(405, "told to")),
                row(
                        "407 without a proxy",
                        refuse(407),
                        new ApiOutcome.Forbidden(407, "the proxy rejected proxy.user and proxy.password")),
                row("415", refuse(415), new ApiOutcome.Forbidden(415, "told to")),
                row("302", refuse(302), new ApiOutcome.Forbidden(302, "told to")),
                row("410", refuse(410), new ApiOutcome.Forbidden(410, "told to")),
                row("408", refuse(408), new ApiOutcome.Unavailable("HTTP 408", false, Optional.empty())),
                row("413", refuse(413), new ApiOutcome.Rejected(413, "told to")),
                row("429 with Retry-After", new Fault.Throttle(7), throttled(7)),
                row("429 with a date that has passed", new Fault.ThrottleUntil(-60), throttled(0)),
                row("429 with a reset", new Fault.Throttle(9, "X-RateLimit-Reset"), throttled(9)),
                row("429 alone", refuse(429), new ApiOutcome.Throttled(Optional.empty())),
                row("500", refuse(500), unavailable(500)),
                row("501", refuse(501), unavailable(501)),
                row("502, taken", new Fault.AcceptThenError(502), unavailable(502)),
                row(
                        "503 (4197)",
                        new Fault.ServiceUnavailable(),
                        new ApiOutcome.Unavailable("HTTP 503", false, Optional.empty())),
                row("504, taken", new Fault.AcceptThenError(504), unavailable(504)),
                row("507", refuse(507), unavailable(507)),
                row("not JSON", new Fault.NonJsonResponse(), unreadable("the response is not a JSON object")),
                row("empty", new Fault.EmptyResponse(), unreadable("the response is not a JSON object")),
                row("truncated", new Fault.TruncatedResponse(), unreadable("the response was incomplete or too large")),
                row(
                        "too large",
                        new Fault.OversizedResponse(5 << 20),
                        unreadable("the response was incomplete or too large")),
                row("a status too many", new Fault.WrongStatusCount(1), contradictory()),
                row(
                        "a status too few",
                        new Fault.WrongStatusCount(-1),
                        unreadable("the response does not have a status for each event")),
                row(
                        "the end before the body was read",
                        new Fault.CloseBeforeReading(),
                        new ApiOutcome.Unreachable("", true)),
                row(
                        "a reset after the body was read",
                        new Fault.ResetBeforeResponse(),
                        new ApiOutcome.Unreachable("", true)),
                row(
                        "the end after the body was read",
                        new Fault.CloseBeforeResponse(),
                        new ApiOutcome.Unreachable("", true)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("misbehaviours")
    void isWhatTheTableSays(String name, Fault misbehaviour, ApiOutcome expected) {
        try (PinterestSimulator pinterest = PinterestSimulator.start(BEARER);
                ConversionsApi api =
                        new OkHttpConversionsApi(settings(pinterest.url(), patient()), Clock.systemUTC())) {
            pinterest.injectFault(misbehaviour);
            ApiOutcome outcome = call(api, events(SENT));
            if (expected instanceof ApiOutcome.Unreachable) {
                assertThat(outcome)
                        .isInstanceOfSatisfying(
                                ApiOutcome.Unreachable.class,
                                no -> assertThat(no.ambiguous()).isTrue());
            } else {
                assertThat(withoutWarnings(outcome)).isEqualTo(expected);
            }
            assertThat(pinterest.calls())
                    .as("attempts: each is the delivery's, not OkHttp's")
                    .hasSize(1);
        }
    }

    private static Arguments row(String name, Fault misbehaviour, ApiOutcome expected) {
        return Arguments.of(name, misbehaviour, expected);
    }

    private static Fault refuse(int status) {
        return new Fault.Reject(status, "told to");
    }

    private static ApiOutcome delivered() {
        return new ApiOutcome.Delivered();
    }

    private static ApiOutcome partly() {
        return new ApiOutcome.PartlyDelivered(List.of(Optional.empty(), Optional.of("too old"), Optional.empty()));
    }

    private static ApiOutcome throttled(int seconds) {
        return new ApiOutcome.Throttled(Optional.of(Duration.ofSeconds(seconds)));
    }

    private static ApiOutcome unavailable(int status) {
        return new ApiOutcome.Unavailable("HTTP " + status, true, Optional.empty());
    }

    private static ApiOutcome.Unavailable page(int status, boolean ambiguous) {
        return new ApiOutcome.Unavailable(
                "HTTP " + status + " with a body that is not JSON instead of an API error, probably from a proxy",
                ambiguous,
                Optional.empty());
    }

    private static ApiOutcome contradictory() {
        return unreadable("the counts in the response contradict its statuses or the number of events sent");
    }

    private static ApiOutcome unreadable(String reason) {
        return new ApiOutcome.Unreadable(reason);
    }

    private static ApiOutcome withoutWarnings(ApiOutcome outcome) {
        if (outcome instanceof ApiOutcome.Delivered) {
            return new ApiOutcome.Delivered();
        }
        return outcome instanceof ApiOutcome.PartlyDelivered partly
                ? new ApiOutcome.PartlyDelivered(partly.rejections())
                : outcome;
    }

    @Test
    void warningsAreCountedByKind() {
        try (PinterestSimulator pinterest = PinterestSimulator.start(BEARER);
                ConversionsApi api =
                        new OkHttpConversionsApi(settings(pinterest.url(), patient()), Clock.systemUTC())) {
            assertThat(call(api, events(1000)))
                    .isEqualTo(new ApiOutcome.Delivered(new Warnings(Map.of("click_id is missing", 1000))));
        }
    }

    @Test
    void countsThatSayEverythingWasProcessedOutweighStatusesThatDoNotFit() throws IOException {
        String counts = "{\"num_events_received\":3,\"num_events_processed\":3,\"events\":";
        for (String statuses : List.of(
                "[]",
                "[{\"status\":\"processed\"}]",
                "[{\"status\":\"perhaps\"},{\"status\":\"processed\"},{\"status\":\"processed\"}]")) {
            serve(
                    new MockResponse.Builder().body(counts + statuses + "}").build(),
                    server -> {},
                    patient(),
                    outcome -> assertThat(outcome).isEqualTo(delivered()));
        }
    }

    @Test
    void anUnknownStatusAloneIsUnreadable() throws IOException {
        serve(
                new MockResponse.Builder()
                        .body(
                                "{\"events\":[{\"status\":\"perhaps\"},{\"status\":\"processed\"},{\"status\":\"failed\"}]}")
                        .build(),
                server -> {},
                patient(),
                outcome -> assertThat(outcome)
                        .isEqualTo(unreadable("the response does not have a status for each event")));
    }

    @Test
    void refusedConnection() throws IOException {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        assertUnreachable("http://127.0.0.1:" + port + "/v5", patient(), "the connection was refused before", false);
    }

    @Test
    void unknownHost() {
        assertUnreachable(
                "https://no-such-host.invalid/v5", patient(), "the host name could not be resolved before", false);
    }

    @Test
    void timeOutWhileTheServerIsSilentBeforeItReadsTheRequest() throws IOException {
        // The connection waits in the server's queue: it is open, takes what the buffers hold, and answers nothing.
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            EncodedEvent large = LocalApi.text(" ".repeat(16 << 20));
            try (ConversionsApi api = new OkHttpConversionsApi(
                    settings(
                            "http://127.0.0.1:" + silent.getLocalPort() + "/v5",
                            TransportSettings.direct(Duration.ofSeconds(60), Duration.ofMillis(500))),
                    Clock.systemUTC())) {
                assertThat(call(api, List.of(large)))
                        .isEqualTo(new ApiOutcome.Unreachable("timeout before the events were sent", false));
                assertThat(call(api, events(1)))
                        .isEqualTo(new ApiOutcome.Unreachable("timeout after the events were sent", true));
            }
        }
    }

    @Test
    void resetAfterTheRequestWasRead() throws IOException {
        serve(
                new MockResponse.Builder()
                        .body(allProcessed(SENT))
                        .onResponseStart(new SocketEffect.CloseSocket(true, false, false))
                        .build(),
                server -> {},
                patient(),
                outcome -> assertThat(outcome)
                        .isInstanceOfSatisfying(
                                ApiOutcome.Unreachable.class,
                                no -> assertThat(no.ambiguous()).isTrue()));
    }

    @Test
    void aTruncatedResponseIsNeverReadAsAWhole() throws IOException {
        serve(
                new MockResponse.Builder()
                        .body(allProcessed(SENT))
                        .onResponseBody(new SocketEffect.CloseSocket(true, false, false))
                        .build(),
                server -> {},
                patient(),
                outcome -> assertThat(outcome).isEqualTo(unreadable("the response was incomplete or too large")));
    }

    @Test
    void handshakeThatFails() throws IOException {
        HeldCertificate certificate = certificate();
        serve(
                new MockResponse.Builder().failHandshake().build(),
                server -> server.useHttps(serverSide(certificate).sslSocketFactory()),
                patient(),
                outcome -> assertThat(outcome).isInstanceOfSatisfying(ApiOutcome.Unreachable.class, no -> {
                    assertThat(no.ambiguous()).isFalse();
                    assertThat(no.reason()).startsWith("TLS failed");
                }));
    }

    @Test
    void certificateThatNobodyTrusts() throws IOException {
        HeldCertificate certificate = certificate();
        serve(
                new MockResponse.Builder().body(allProcessed(SENT)).build(),
                server -> server.useHttps(serverSide(certificate).sslSocketFactory()),
                patient(),
                outcome -> assertThat(outcome).isInstanceOf(ApiOutcome.Untrusted.class));
    }

    private static HeldCertificate certificate() {
        return new HeldCertificate.Builder()
                .addSubjectAlternativeName("localhost")
                .addSubjectAlternativeName("127.0.0.1")
                .duration(1, TimeUnit.HOURS)
                .build();
    }

    private static HandshakeCertificates serverSide(HeldCertificate certificate) {
        return new HandshakeCertificates.Builder().heldCertificate(certificate).build();
    }

    private static void serve(
            MockResponse response,
            Consumer<MockWebServer> prepare,
            TransportSettings transport,
            Consumer<ApiOutcome> check)
            throws IOException {
        try (MockWebServer server = new MockWebServer()) {
            prepare.accept(server);
            server.start(InetAddress.getByName("127.0.0.1"), 0);
            server.enqueue(response);
            try (ConversionsApi api =
                    new OkHttpConversionsApi(settings(server.url("/v5").toString(), transport), Clock.systemUTC())) {
                check.accept(call(api, events(SENT)));
            }
        }
    }

    private static void assertUnreachable(String url, TransportSettings transport, String reason, boolean ambiguous) {
        try (ConversionsApi api = new OkHttpConversionsApi(settings(url, transport), Clock.systemUTC())) {
            assertThat(call(api, events(1))).isInstanceOfSatisfying(ApiOutcome.Unreachable.class, no -> {
                assertThat(no.reason()).startsWith(reason);
                assertThat(no.ambiguous()).isEqualTo(ambiguous);
            });
        }
    }
}
