package io.github.pinsink.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchRuntimeException;

import io.github.pinsink.PinterestConversionsSinkTask;
import io.github.pinsink.metrics.Metric;
import io.github.pinsink.sandbox.Await;
import io.github.pinsink.sandbox.EventValidator;
import io.github.pinsink.sandbox.Fault;
import io.github.pinsink.sandbox.PinterestSimulator;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.ObjectName;
import mockwebserver3.MockWebServer;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What each row of the table of outcomes means for records, from the task's put over the real client to the simulator and
 * back: what Pinterest has, what became a dead letter, what is committed, and what the task says when it ends.
 */
class OutcomesEndToEndTest {
    private static final String TOKEN = "pina_sandbox_token_of_outcomes";
    private static final TopicPartition ORDERS = new TopicPartition("orders", 0);
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int RECORDS = 3;
    /** Longer than any time-out here. */
    private static final Duration TOO_LATE = Duration.ofSeconds(5);

    private final PinterestSimulator pinterest = PinterestSimulator.start(TOKEN);
    private final PinterestConversionsSinkTask task = new PinterestConversionsSinkTask();
    private FakeFramework framework;

    /**
     * @param misbehaviour of the first calls
     * @param calls how many meet it
     * @param taken how often Pinterest has each event in the end
     * @param deadLetters offsets
     * @param allCalls how many calls there are in all; 0 for any number
     * @param end what the task says in its end; empty when it goes on
     */
    record Row(
            String name,
            Fault misbehaviour,
            int calls,
            List<Integer> taken,
            List<Long> deadLetters,
            int allCalls,
            String end) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Row> table() {
        return Stream.of(
                eachOnce("all processed", new Fault.Latency(Duration.ofMillis(1)), 1),
                oneDead("200, one failed", new Fault.FailIds("o1", "too old", 200)),
                oneDead("422, one failed", new Fault.FailIds("o1", "too old", 422)),
                oneDead("422 with details, one failed", new Fault.FailInDetails("o1", "too old")),
                // Halved: the first half is taken, so the second is to blame, and is halved unsent.
                eachOnce("422 without statuses", refuse(422), 4),
                eachOnce("400", new Fault.BadRequest(), 4),
                eachOnce("413", refuse(413), 3),
                eachOnce("401 once", new Fault.Unauthorized(), 2),
                ends("401 for ever", new Fault.Unauthorized(), "pinterest.access.token"),
                eachOnce("403 once", new Fault.Forbidden(), 2),
                eachOnce("404 once", refuse(404), 2),
                eachOnce("405 once", refuse(405), 2),
                eachOnce("407 once", refuse(407), 2),
                eachOnce("302 once", refuse(302), 2),
                eachOnce("400 of a proxy", new Fault.ProxyPage(400), 2),
                eachOnce("401 of a proxy", new Fault.ProxyPage(401), 2),
                eachOnce("403 of a proxy", new Fault.ProxyPage(403), 2),
                eachOnce("404 of a proxy", new Fault.ProxyPage(404), 2),
                eachOnce("413 of a proxy", new Fault.ProxyPage(413), 3),
                eachOnce("422 of a proxy", new Fault.ProxyPage(422), 2),
                eachOnce("400, empty", new Fault.RespondWith(400, ""), 2),
                eachOnce("400, JSON of another form", new Fault.RespondWith(400, "{\"error\":\"no\"}"), 2),
                eachOnce("409", refuse(409), 2),
                eachOnce("418", refuse(418), 2),
                eachOnce("421", refuse(421), 2),
                eachOnce("425", refuse(425), 2),
                eachTwice("fewer processed than its statuses say", new Fault.WrongTotals(0, -1)),
                eachTwice("more processed than sent", new Fault.WrongTotals(0, 1)),
                eachTwice("more received than sent", new Fault.WrongTotals(1, 0)),
                eachTwice("fewer received than sent", new Fault.WrongTotals(-1, 0)),
                ends("403", new Fault.Forbidden(), "(403: You are not permitted"),
                ends("404", refuse(404), "(404: told to)"),
                ends("405", refuse(405), "(405: told to)"),
                ends("407", refuse(407), "proxy.password"),
                ends("410", refuse(410), "(410: told to)"),
                ends("415", refuse(415), "(415: told to)"),
                ends("301", refuse(301), "(301: told to)"),
                ends("302", refuse(302), "(302: told to)"),
                eachOnce("408", refuse(408), 2),
                eachOnce("429 with seconds", new Fault.Throttle(1), 2),
                eachOnce("429 with a date", new Fault.ThrottleUntil(1), 2),
                eachOnce("429 with a reset", new Fault.Throttle(1, "X-RateLimit-Reset"), 2),
                eachOnce("429 alone", refuse(429), 2),
                eachOnce("500", refuse(500), 2),
                eachOnce("501", refuse(501), 2),
                eachTwice("502, taken", new Fault.AcceptThenError(502)),
                eachOnce("503", new Fault.ServiceUnavailable(), 2),
                eachTwice("504, taken", new Fault.AcceptThenError(504)),
                eachOnce("507", refuse(507), 2),
                eachTwice("not JSON", new Fault.NonJsonResponse()),
                eachTwice("empty", new Fault.EmptyResponse()),
                eachTwice("truncated", new Fault.TruncatedResponse()),
                eachTwice("too large", new Fault.OversizedResponse(5 << 20)),
                eachTwice("a status too many", new Fault.WrongStatusCount(1)),
                eachTwice("a status too few", new Fault.WrongStatusCount(-1)),
                eachOnce("the end before the body was read", new Fault.CloseBeforeReading(), 2),
                eachTwice("the end after the body was read", new Fault.CloseBeforeResponse()),
                eachTwice("a reset after the body was read", new Fault.ResetBeforeResponse()),
                eachOnce("silence before the body was read", new Fault.Stall(TOO_LATE), 2),
                eachTwice("an answer that is too late", new Fault.Latency(TOO_LATE)));
    }

    private static Fault refuse(int status) {
        return new Fault.Reject(status, "told to");
    }

    private static Row eachOnce(String name, Fault first, int allCalls) {
        return new Row(name, first, 1, List.of(1, 1, 1), List.of(), allCalls, "");
    }

    /** The same events: what cannot be known is sent again, under the same ids. */
    private static Row eachTwice(String name, Fault first) {
        return new Row(name, first, 1, List.of(2, 2, 2), List.of(), 2, "");
    }

    private static Row oneDead(String name, Fault first) {
        return new Row(name, first, 1, List.of(1, 0, 1), List.of(1L), 1, "");
    }

    private static Row ends(String name, Fault always, String why) {
        return new Row(name, always, Integer.MAX_VALUE, List.of(0, 0, 0), List.of(), 0, why);
    }

    @AfterEach
    void stop() {
        task.stop();
        pinterest.close();
    }

    @ParameterizedTest
    @MethodSource("table")
    void endsAsTheTableSays(Row row) {
        pinterest.injectFault(row.misbehaviour(), row.calls());
        // What lasts is given a moment, and what passes the usual time.
        start(pinterest.url(), row.end().isEmpty() ? Map.of() : Map.of("access.denied.timeout.ms", "50"));
        put();
        if (row.end().isEmpty()) {
            awaitCommitted();
        } else {
            assertThat(awaitFailure()).hasMessageContaining(row.end()).hasMessageContaining("No data is lost");
        }
        if (row.allCalls() > 0) {
            // One may be answered when nobody waits for it any more.
            Await.until(
                    "the last call is in the books",
                    LIMIT,
                    () -> pinterest.calls().size() >= row.allCalls());
            assertThat(pinterest.calls()).hasSize(row.allCalls());
        }
        assertThat(timesTaken()).isEqualTo(row.taken());
        assertThat(framework.deadLetters)
                .extracting(SinkRecord::kafkaOffset)
                .containsExactlyElementsOf(row.deadLetters());
        assertThat(framework.committed(ORDERS)).isEqualTo(row.end().isEmpty() ? RECORDS : 0);
    }

    static Stream<Fault> noVerdicts() {
        return Stream.of(
                new Fault.ProxyPage(400),
                new Fault.ProxyPage(413),
                new Fault.ProxyPage(422),
                new Fault.RespondWith(400, "{\"code\":\"1\",\"message\":\"no\"}"),
                new Fault.RespondWith(413, ""),
                new Fault.RespondWith(422, "{\"message\":\"no\"}"),
                new Fault.Reject(409, "told to"));
    }

    @ParameterizedTest
    @MethodSource("noVerdicts")
    void whatIsNoVerdictOfTheApiIsRetriedHoweverOftenItComes(Fault misbehaviour) {
        pinterest.injectFault(misbehaviour);
        start(pinterest.url());
        put();
        Await.until("it was tried often", LIMIT, () -> {
            task.put(List.of());
            return pinterest.calls().size() > 60;
        });
        framework.commit(task);
        assertThat(framework.committed(ORDERS)).isZero();
        assertThat(framework.deadLetters).isEmpty();
        pinterest.clearFaults();
        awaitCommitted();
        assertThat(framework.deadLetters).isEmpty();
        assertThat(timesTaken()).containsExactly(1, 1, 1);
    }

    @Test
    void eventsThatPinterestFindsTooOldBecomeDeadLetters() {
        pinterest.injectFault(new Fault.FailOlderThan(Duration.ofDays(6)));
        start(pinterest.url());
        put(Duration.ofHours(6 * 24 + 1));
        awaitCommitted();
        assertThat(pinterest.responsesByStatus()).containsOnlyKeys(422);
        assertThat(framework.deadLetters).extracting(SinkRecord::kafkaOffset).containsExactly(0L, 1L, 2L);
    }

    /** One unknown property fails a whole request. */
    @Test
    void aFieldOfANewerDescriptionIsSentIfListedAndAcceptedIfPinterestKnowsIt() {
        pinterest.use(EventValidator.Description.NEWER);
        start(
                pinterest.url(),
                Map.of(
                        "mapping.extra.fields", "user_data.customer_type",
                        "mapping.user_data.customer_type", "'new'"));
        put();
        awaitCommitted();
        assertThat(timesTaken()).containsExactly(1, 1, 1);
        assertThat(pinterest.accepted())
                .allSatisfy(event -> assertThat(event.json()).contains("\"customer_type\":\"new\""));
    }

    @Test
    void aLateEventThatMayHaveBeenAcceptedBecomesADeadLetterWhereTheSettingSaysSo() {
        pinterest.injectFault(new Fault.CloseBeforeResponse(), 1);
        start(pinterest.url(), Map.of("offline.on.ambiguous", "dlq-including-late"));
        put(Duration.ofMinutes(61));
        awaitCommitted();
        assertThat(timesTaken()).containsExactly(1, 1, 1);
        assertThat(framework.deadLetters).extracting(SinkRecord::kafkaOffset).containsExactly(0L, 1L, 2L);
    }

    @Test
    void aLateEventThatMayHaveBeenAcceptedIsSentAgainByDefault() {
        pinterest.injectFault(new Fault.CloseBeforeResponse(), 1);
        start(pinterest.url());
        put(Duration.ofMinutes(61));
        awaitCommitted();
        assertThat(timesTaken()).containsExactly(2, 2, 2);
        assertThat(framework.deadLetters).isEmpty();
    }

    private static final Map<String, String> TWO_ACCOUNTS = Map.of(
            "mapping.ad_account_id", "id = 'o1' ? '77' : '549755885175'",
            "linger.ms", "0",
            "access.denied.timeout.ms", "50");

    @Test
    void recordsOfAnAdAccountThatStaysDeniedBecomeDeadLettersAndTheOthersAreDelivered() {
        pinterest.injectFault(new Fault.DenyAccount("77"));
        start(pinterest.url(), TWO_ACCOUNTS);
        put();
        awaitCommitted();
        assertThat(timesTaken()).containsExactly(1, 0, 1);
        assertThat(framework.deadLetters).extracting(SinkRecord::kafkaOffset).containsExactly(1L);
    }

    @Test
    void anAdAccountThatIsDeniedForAMomentLosesNothing() {
        pinterest.injectFault(new Fault.DenyAccount("77"), 3);
        Map<String, String> patient = new HashMap<>(TWO_ACCOUNTS);
        patient.remove("access.denied.timeout.ms");
        start(pinterest.url(), patient);
        put();
        awaitCommitted();
        assertThat(timesTaken()).containsExactly(1, 1, 1);
        assertThat(framework.deadLetters).isEmpty();
    }

    @Test
    void anAdAccountThatStaysDeniedFailsTheTaskWhereThatIsAskedFor() {
        pinterest.injectFault(new Fault.DenyAccount("77"));
        Map<String, String> failing = new HashMap<>(TWO_ACCOUNTS);
        failing.put("ad.account.on.denied", "fail");
        start(pinterest.url(), failing);
        put();
        assertThat(awaitFailure()).hasMessageContaining("ad account 77").hasMessageContaining("No data is lost");
        assertThat(framework.deadLetters).isEmpty();
        assertThat(framework.committed(ORDERS)).isLessThanOrEqualTo(1);
    }

    @Test
    void aTaskThatStopsWhileAccessIsDeniedCommitsNoneOfWhatWaits() {
        pinterest.injectFault(new Fault.Forbidden());
        start(pinterest.url());
        put();
        Await.until("it was tried", LIMIT, () -> {
            task.put(List.of());
            return pinterest.calls().size() > 3;
        });
        framework.commit(task);
        task.close(List.of(ORDERS));
        assertThat(framework.committed(ORDERS)).isZero();
        assertThat(framework.deadLetters).isEmpty();
        assertThat(pinterest.accepted()).isEmpty();
    }

    @Test
    void anEventThatSpoilsItsRequestBecomesADeadLetterAlone() {
        pinterest.rejectRequestsContaining("o2");
        start(pinterest.url());
        put();
        awaitCommitted();
        assertThat(timesTaken()).containsExactly(1, 1, 0);
        assertThat(framework.deadLetters).extracting(SinkRecord::kafkaOffset).containsExactly(2L);
    }

    @Test
    void anEventWhoseResponsesAreNeverReadableBecomesADeadLetterThatSaysItMayHaveBeenAccepted() {
        pinterest.injectFault(new Fault.NonJsonResponse());
        start(pinterest.url());
        put();
        awaitCommitted();
        assertThat(framework.deadLetters).extracting(SinkRecord::kafkaOffset).containsExactly(0L, 1L, 2L);
        assertThat(timesTaken()).allMatch(times -> times > 0);
    }

    @Test
    void aRefusedConnectionLosesNothingAndFailsNothing() throws IOException {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        assertRetries("http://127.0.0.1:" + port + "/v5");
    }

    @Test
    void aHostThatIsNotKnownLosesNothingAndEndsNothing() {
        assertRetries("https://no-such-host.invalid/v5");
    }

    @Test
    void tlsThatFailsLosesNothingAndEndsNothing() throws IOException {
        // No TLS at all on the other side.
        assertRetries(pinterest.url().replace("http://", "https://"));
        HeldCertificate unknown = new HeldCertificate.Builder()
                .addSubjectAlternativeName("127.0.0.1")
                .duration(1, TimeUnit.HOURS)
                .build();
        try (MockWebServer untrusted = new MockWebServer()) {
            untrusted.useHttps(new HandshakeCertificates.Builder()
                    .heldCertificate(unknown)
                    .build()
                    .sslSocketFactory());
            untrusted.start(InetAddress.getByName("127.0.0.1"), 0);
            task.stop();
            assertRetries(untrusted.url("/v5").toString());
        }
    }

    private void assertRetries(String url) {
        start(url);
        put();
        Await.until("three requests have failed", LIMIT, () -> {
            task.put(List.of());
            return failedRequests() >= 3;
        });
        framework.commit(task);
        assertThat(framework.committed(ORDERS)).isZero();
        assertThat(framework.deadLetters).isEmpty();
        assertThat(pinterest.accepted()).isEmpty();
    }

    /** How many requests of the task had no response, from its MBean. */
    private static long failedRequests() {
        try {
            return ((Number) ManagementFactory.getPlatformMBeanServer()
                            .getAttribute(
                                    new ObjectName("kafka.connect:type=plugins,connector=orders,task=0"),
                                    Metric.REQUESTS_NETWORK_ERROR.attribute()))
                    .longValue();
        } catch (JMException e) {
            throw new IllegalStateException("could not read the metrics of the task", e);
        }
    }

    private void start(String url) {
        start(url, Map.of());
    }

    private void start(String url, Map<String, String> more) {
        Map<String, String> config = new HashMap<>();
        config.put("name", "orders");
        config.put("pinterest.api.url", url);
        config.put("pinterest.ad.account.id", "549755885175");
        config.put("pinterest.access.token", TOKEN);
        config.put("errors.tolerance", "all");
        config.put("batch.max.events", Integer.toString(RECORDS));
        // The records fill a batch, and nothing else may end one: on a busy machine any time is over too soon.
        config.put("linger.ms", "600000");
        config.put("retry.backoff.ms", "1");
        config.put("retry.backoff.max.ms", "10");
        config.put("request.timeout.ms", "2000");
        config.put("mapping.event_name", "'checkout'");
        config.put("mapping.action_source", "'web'");
        config.put("mapping.event_time", "created_at");
        config.put("mapping.event_id", "id");
        config.put("mapping.user_data.em", "email");
        config.putAll(more);
        framework = new FakeFramework(config);
        task.initialize(framework);
        task.start(config);
        framework.assign(task, ORDERS);
    }

    private void put() {
        put(Duration.ofMinutes(1));
    }

    private void put(Duration age) {
        List<SinkRecord> records = new ArrayList<>();
        for (int i = 0; i < RECORDS; i++) {
            String order = "{\"id\":\"o" + i + "\",\"created_at\":\""
                    + Instant.now().minus(age) + "\",\"email\":\"jane@example.com\"}";
            records.add(new SinkRecord(
                    ORDERS.topic(), ORDERS.partition(), null, null, null, order.getBytes(StandardCharsets.UTF_8), i));
        }
        framework.put(task, records);
    }

    private void awaitCommitted() {
        Await.until("all is committed", LIMIT, () -> {
            task.put(List.of());
            framework.commit(task);
            return framework.committed(ORDERS) == RECORDS;
        });
    }

    private RuntimeException awaitFailure() {
        List<RuntimeException> thrown = new ArrayList<>();
        Await.until("the task fails", LIMIT, () -> {
            RuntimeException why = catchRuntimeException(() -> task.put(List.of()));
            if (why != null) {
                thrown.add(why);
            }
            return why != null;
        });
        framework.commit(task);
        return thrown.get(0);
    }

    private List<Integer> timesTaken() {
        List<String> ids = pinterest.acceptedIds();
        List<Integer> times = new ArrayList<>();
        for (int i = 0; i < RECORDS; i++) {
            String id = "o" + i;
            times.add((int) ids.stream().filter(id::equals).count());
        }
        return times;
    }
}
