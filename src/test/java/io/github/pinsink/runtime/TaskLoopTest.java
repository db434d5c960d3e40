package io.github.pinsink.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchRuntimeException;

import io.github.pinsink.api.AccessToken;
import io.github.pinsink.api.AdAccountId;
import io.github.pinsink.api.ApiOutcome;
import io.github.pinsink.api.ConversionsApi;
import io.github.pinsink.api.EncodedEvent;
import io.github.pinsink.config.ConnectorConfig;
import io.github.pinsink.delivery.Delivery;
import io.github.pinsink.delivery.UnlimitedPermits;
import io.github.pinsink.errant.ErrantRecords;
import io.github.pinsink.errant.ErrorPolicy;
import io.github.pinsink.errant.PendingRecord;
import io.github.pinsink.event.QualitySignal;
import io.github.pinsink.logging.RecordedLog;
import io.github.pinsink.mapping.Mapper;
import io.github.pinsink.metrics.TaskMetrics;
import io.github.pinsink.offset.Offsets;
import io.github.pinsink.sandbox.Await;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TaskLoopTest {
    private static final TopicPartition ORDERS = new TopicPartition("orders", 0);
    private static final Duration NO_TIME = Duration.ZERO;
    /** Plenty: whoever waits for it to pass waits for an answer that never comes. */
    private static final Duration SHORT = Duration.ofMillis(30);

    /** Keeps what it is sent until the test answers. */
    private static final class Pinterest implements ConversionsApi {
        private final ArrayDeque<Consumer<ApiOutcome>> unanswered = new ArrayDeque<>();
        private final List<String> bodies = new ArrayList<>();
        private final List<String> tokens = new ArrayList<>();

        @Override
        public void send(
                AdAccountId account,
                AccessToken token,
                List<? extends EncodedEvent> events,
                Consumer<ApiOutcome> onOutcome) {
            bodies.add(events.stream()
                    .map(event -> new String(event.bytes(), event.offset(), event.length(), StandardCharsets.UTF_8))
                    .collect(Collectors.joining(",")));
            tokens.add(token.authorization());
            unanswered.add(onOutcome);
        }

        void answer(ApiOutcome outcome) {
            unanswered.remove().accept(outcome);
        }

        @Override
        public void close() {
            unanswered.clear();
        }
    }

    private final Map<String, String> properties = new HashMap<>(Map.of(
            "pinterest.ad.account.id", "549755885175",
            "pinterest.access.token", "first",
            "batch.max.events", "1",
            "linger.ms", "600000",
            "retry.backoff.ms", "600000",
            "retry.backoff.max.ms", "600000",
            "mapping.event_name", "'checkout'",
            "mapping.action_source", "'web'",
            "mapping.event_time", "time"));
    private final Pinterest pinterest = new Pinterest();
    private final Offsets offsets = new Offsets(Duration.ZERO, System.nanoTime());
    private final TaskMetrics metrics = new TaskMetrics(System::nanoTime, QualitySignal.paths());
    private final List<String> deadLetters = new ArrayList<>();
    private final RecordedLog filterLog = new RecordedLog();
    private RuntimeException providerTrouble;
    private boolean tolerant = true;
    private int highMark = 1_000;
    private Delivery<PendingRecord> delivery;
    private RecordBuffer buffer;
    private TaskLoop loop;
    private long nextOffset;

    @BeforeEach
    void map() {
        properties.put("mapping.user_data.em", "email");
        properties.put("mapping.event_id", "id");
    }

    private void start() {
        ConnectorConfig config = ConnectorConfig.parse(properties);
        offsets.assigned(List.of(ORDERS));
        delivery = new Delivery<>(
                config.deliveryPolicy(() -> 0.5), account -> new UnlimitedPermits(), origin -> origin.isLive());
        ErrantRecords errants = new ErrantRecords(
                Optional.of((record, error) -> {
                    deadLetters.add(error.getMessage());
                    return CompletableFuture.completedFuture(null);
                }),
                Optional.empty(),
                new ErrorPolicy(tolerant, OptionalInt.empty(), (topic, field) -> Optional.empty()),
                offsets,
                metrics);
        buffer = new RecordBuffer(
                new Mapper(config.mappingPlans(), config.eventRules(), System::nanoTime),
                delivery,
                errants,
                offsets,
                metrics,
                new FilterLog(filterLog.logger()),
                System::currentTimeMillis);
        ApiCalls calls = new ApiCalls(
                pinterest,
                config.token(),
                () -> {
                    if (providerTrouble != null) {
                        throw providerTrouble;
                    }
                    return new AccessToken("second");
                },
                ResponseQueue.betweenThreads(),
                delivery,
                System::nanoTime);
        loop = new TaskLoop(
                buffer,
                delivery,
                calls,
                errants,
                offsets,
                new Backpressure(highMark, Long.MAX_VALUE),
                new OutageLog(
                        "api.example.com", config.deliveryPolicy(() -> 0.5).ambiguity()),
                metrics,
                System::nanoTime);
    }

    @Test
    void commitsUpToTheRecordWithoutAResponse() {
        start();
        put(3);
        assertThat(pinterest.bodies).hasSize(3);
        pinterest.answer(new ApiOutcome.Delivered());
        loop.runOnce();
        assertThat(committable()).isEqualTo(1);
    }

    @Test
    void leavesRecordsUnmappedWhileTheBuffersAreFull() {
        highMark = 2;
        start();
        put(5);
        assertThat(pinterest.bodies).hasSize(2);
        assertThat(buffer.isEmpty()).isFalse();
        pinterest.answer(new ApiOutcome.Delivered());
        pinterest.answer(new ApiOutcome.Delivered());
        loop.run(Duration.ofSeconds(2).toNanos(), true);
        assertThat(pinterest.bodies).as("there is room again").hasSize(4);
        assertThat(committable()).isEqualTo(2);
    }

    @Test
    void reportsARecordOfSeveralEventsOnceAndWithEveryReason() {
        properties.put("explode", "orders");
        properties.put("batch.max.events", "3");
        start();
        put("{\"orders\": [" + order(0) + "," + order(1) + "," + order(2) + "," + "{\"id\": \"no time\"}]}");
        assertThat(deadLetters).isEmpty();
        pinterest.answer(new ApiOutcome.PartlyDelivered(
                List.of(Optional.of("too bad"), Optional.empty(), Optional.of("much worse"))));
        loop.runOnce();
        loop.runOnce();
        assertThat(deadLetters).singleElement().asString().contains("event_time", "too bad", "much worse");
        assertThat(committable()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"paid\": true, \"lines\": [{\"id\": \"no time\"}]}",
                "{\"paid\": true, \"lines\": []}",
                "{\"paid\": true, \"lines\": [{\"id\": \"1\", \"name\": \"unknown\"}]}"
            })
    void saysOfNoFilterThatItPassesNothingWhileRecordsPassAndBecomeNoEvent(String noEvent) {
        properties.put("filter", "paid");
        properties.put("explode", "lines");
        properties.put("mapping.event_name", "name");
        properties.put("mapping.on.unknown.event", "skip");
        start();
        for (int i = 0; i < 1_000; i++) {
            put("{}", noEvent);
        }
        assertThat(filterLog.warnings()).isEmpty();
    }

    @Test
    void saysThatAFilterPassesNothingAlsoIfOtherRecordsCannotBeRead() {
        properties.put("filter", "paid");
        start();
        for (int i = 0; i < 1_000; i++) {
            put("{}", "no JSON");
        }
        assertThat(filterLog.warnings()).hasSize(1);
    }

    @Test
    void sendsNoEventOfARecordThatStopsTheTask() {
        tolerant = false;
        properties.put("explode", "orders");
        start();
        RuntimeException thrown =
                catchRuntimeException(() -> put("{\"orders\": [" + order(0) + "," + "{\"id\": \"no time\"}]}"));
        assertThat(thrown).hasMessageContaining("errors.tolerance");
        loop.fail(thrown);
        loop.drain(NO_TIME);
        assertThat(pinterest.bodies).isEmpty();
        assertThat(committable()).isZero();
    }

    static Stream<ApiOutcome> lateResponses() {
        return Stream.of(
                new ApiOutcome.Delivered(),
                new ApiOutcome.PartlyDelivered(List.of(Optional.of("bad"), Optional.empty(), Optional.of("worse"))),
                new ApiOutcome.Rejected(400, "bad"),
                new ApiOutcome.Rejected(413, "too large"),
                new ApiOutcome.Rejected(422, "some are bad"),
                new ApiOutcome.Throttled(Optional.of(Duration.ZERO)),
                new ApiOutcome.Unavailable("HTTP 500", true, Optional.empty()),
                new ApiOutcome.Unreachable("time-out", true),
                new ApiOutcome.Untrusted("the certificate is not trusted"),
                new ApiOutcome.Unreadable("not JSON"),
                new ApiOutcome.TooLarge("HTTP 413", Optional.empty()),
                new ApiOutcome.Unauthorized("expired"));
    }

    @ParameterizedTest
    @MethodSource("lateResponses")
    void lateResponsesForClosedPartitionsChangeNothing(ApiOutcome late) {
        properties.put("batch.max.events", "3");
        properties.put("retry.backoff.ms", "1");
        properties.put("retry.backoff.max.ms", "1");
        start();
        put(3);
        offsets.revoked(List.of(ORDERS));
        buffer.discardRevoked();
        delivery.discardAbandoned();
        offsets.assigned(List.of(ORDERS));
        nextOffset = 0;
        put(2);
        pinterest.answer(late);
        loop.runOnce();
        loop.runOnce();
        assertThat(pinterest.bodies).as("nothing is sent again").hasSize(1);
        assertThat(deadLetters).isEmpty();
        assertThat(delivery.bufferedEvents()).as("those read again").isEqualTo(2);
        assertThat(loop.failure()).isEmpty();
        assertThat(committable()).isZero();

        loop.drain(SHORT);
        pinterest.answer(new ApiOutcome.Delivered());
        loop.runOnce();
        assertThat(committable()).isEqualTo(2);
    }

    @Test
    void forgetsTheRecordsOfPartitionsThatAreGone() {
        highMark = 2;
        start();
        put(3);
        offsets.revoked(List.of(ORDERS));
        buffer.discardRevoked();
        delivery.discardAbandoned();
        offsets.assigned(List.of(ORDERS));
        pinterest.answer(new ApiOutcome.Delivered());
        pinterest.answer(new ApiOutcome.Rejected(400, "late and of no interest"));
        loop.runOnce();
        assertThat(buffer.isEmpty()).isTrue();
        assertThat(delivery.bufferedEvents()).isZero();
        assertThat(deadLetters).isEmpty();
        assertThat(committable()).isEqualTo(nextOffset);
    }

    @Nested
    class OnceItHasFailed {
        @Test
        void itSendsNothingNewAndStillHandlesWhatIsInFlight() {
            properties.put("max.in.flight.requests", "1");
            start();
            put(3);
            loop.fail(new IllegalStateException("whatever"));
            pinterest.answer(new ApiOutcome.Delivered());
            loop.drain(SHORT);
            assertThat(pinterest.bodies).hasSize(1);
            assertThat(committable()).isEqualTo(1);
        }

        @Test
        void itKeepsTheFirstReason() {
            start();
            loop.fail(new IllegalStateException("first"));
            loop.fail(new IllegalStateException("second"));
            assertThat(loop.failure().orElseThrow()).hasMessageContaining("first");
        }

        @Test
        void becauseItIsHaltedItSaysWhy() {
            properties.put("access.denied.timeout.ms", "0");
            start();
            put(1);
            pinterest.answer(new ApiOutcome.Forbidden(403, "not yours"));
            loop.runOnce();
            assertThat(loop.failure().orElseThrow())
                    .hasMessageContaining("403")
                    .hasMessageContaining("No data is lost");
        }
    }

    @Nested
    class BeforeAClose {
        @Test
        void itSendsLingeringBatchesAndHandlesTheResponses() {
            properties.put("batch.max.events", "1000");
            start();
            put(3);
            assertThat(pinterest.bodies).isEmpty();
            loop.drain(SHORT);
            assertThat(pinterest.bodies).hasSize(1);
            pinterest.answer(new ApiOutcome.Delivered());
            loop.drain(SHORT);
            assertThat(committable()).isEqualTo(3);
        }

        @Test
        void itSendsNothingWhileTheApiIsInTrouble() {
            properties.put("batch.max.events", "2");
            start();
            put(3);
            pinterest.answer(new ApiOutcome.Unavailable("503", false, Optional.of(Duration.ofHours(1))));
            loop.drain(SHORT);
            assertThat(pinterest.bodies).as("the third event lingers").hasSize(1);
            assertThat(committable()).isZero();
        }

        @Test
        void itSendsNothingWhenThereIsNoTimeForAResponse() {
            properties.put("batch.max.events", "1000");
            start();
            put(3);
            loop.drain(NO_TIME);
            assertThat(pinterest.bodies).isEmpty();
        }

        @Test
        void itDoesNotTryATokenAgain() {
            start();
            put(1);
            pinterest.answer(new ApiOutcome.Unauthorized("expired"));
            loop.drain(SHORT);
            assertThat(pinterest.tokens).containsExactly("Bearer first");
        }
    }

    @Nested
    class WhenTheTokenIsRefused {
        @Test
        void itIsReadAgainAndTheEventsGoWithTheNewOne() {
            start();
            put(1);
            pinterest.answer(new ApiOutcome.Unauthorized("expired"));
            loop.runOnce();
            loop.runOnce();
            assertThat(pinterest.tokens).containsExactly("Bearer first", "Bearer second");
            assertThat(loop.failure()).isEmpty();
        }

        @Test
        void andCannotBeReadAgainTheTaskGoesOnWithTheOldOne() {
            properties.put("retry.backoff.ms", "1");
            properties.put("retry.backoff.max.ms", "1");
            start();
            put(1);
            pinterest.answer(new ApiOutcome.Unauthorized("expired"));
            providerTrouble = new ConfigException("no such file");
            Await.until("the request is sent again", Duration.ofSeconds(30), () -> {
                loop.runOnce();
                return pinterest.tokens.size() == 2;
            });
            assertThat(loop.failure()).isEmpty();
            assertThat(pinterest.tokens).containsExactly("Bearer first", "Bearer first");
            pinterest.answer(new ApiOutcome.Delivered());
            loop.runOnce();
            assertThat(committable()).isEqualTo(1);
        }

        @Test
        void andCannotBeReadAgainTheTaskSaysInTheEndWhatToDo() {
            properties.put("access.denied.timeout.ms", "0");
            start();
            put(1);
            pinterest.answer(new ApiOutcome.Unauthorized("expired"));
            providerTrouble = new ConfigException("no such file");
            loop.runOnce();
            loop.runOnce();
            pinterest.answer(new ApiOutcome.Unauthorized("expired"));
            loop.runOnce();
            assertThat(loop.failure().orElseThrow())
                    .hasMessageContaining("pinterest.access.token")
                    .hasMessageContaining("No data is lost");
            assertThat(committable()).isZero();
        }
    }

    private void put(int orders) {
        String[] values = new String[orders];
        for (int i = 0; i < orders; i++) {
            values[i] = order(i);
        }
        put(values);
    }

    private void put(String... values) {
        List<SinkRecord> records = new ArrayList<>();
        for (String value : values) {
            records.add(new SinkRecord("orders", 0, null, null, null, value, nextOffset++));
        }
        buffer.accept(records, Set.of(), System.nanoTime());
        loop.run(Duration.ofSeconds(2).toNanos(), false);
    }

    private static String order(int number) {
        return "{\"id\": \"order-" + number + "\", \"time\": \"" + Instant.now().minusSeconds(60)
                + "\", \"email\": \"jane@example.com\"}";
    }

    private long committable() {
        return offsets.commitStarted(Map.of(ORDERS, new OffsetAndMetadata(nextOffset)), false, System.nanoTime())
                .committable()
                .get(ORDERS)
                .offset();
    }
}
