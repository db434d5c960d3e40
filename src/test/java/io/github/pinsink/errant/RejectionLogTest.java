package io.github.pinsink.errant;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pinsink.event.ExpressionSource;
import io.github.pinsink.event.Problem;
import io.github.pinsink.event.ProblemCode;
import io.github.pinsink.logging.RecordedLog;
import io.github.pinsink.offset.Offsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RejectionLogTest {
    private static final TopicPartition ORDERS = new TopicPartition("orders", 0);
    private static final Problem NO_TIME = Problem.of(ProblemCode.MISSING_FIELD, "event_time");
    private static final Problem NO_USER = Problem.of(ProblemCode.NO_USER_IDENTIFIER, "user_data");

    private static final String REST =
            " Rejected records go to the dead letter queue orders-dlq. Further records with this"
                    + " problem are only counted, in summaries of which the first follows after a minute";

    private final Offsets offsets = new Offsets(Duration.ofSeconds(1), 0);
    private final RecordedLog recorded = new RecordedLog();
    private final List<String> lines = recorded.warnings();
    private final RejectionLog log = new RejectionLog(
            new ProblemDescriber((topic, field) -> field.equals("event_time")
                    ? Optional.of(new ExpressionSource("mapping.event_time", "createdAt", 0))
                    : Optional.empty()),
            "Rejected records go to the dead letter queue orders-dlq",
            recorded.logger());
    private long offset;

    @BeforeEach
    void assign() {
        offsets.assigned(List.of(ORDERS));
    }

    @Test
    void logsTheFirstRecordWithEachProblemOfAFieldAtOnce() {
        reject(0, NO_TIME);
        reject(1, NO_TIME);
        reject(2, NO_TIME, NO_USER);
        reject(3, Problem.of(ProblemCode.MISSING_FIELD, "event_name"));
        assertThat(lines)
                .containsExactly(
                        "Rejected record orders-0 at offset 0: event_time: is required (problem code missing-field,"
                                + " expression mapping.event_time=createdAt)." + REST,
                        "Rejected record orders-0 at offset 2: user_data: no usable user identifier; provide (problem code"
                                + " no-user-identifier)." + REST,
                        "Rejected record orders-0 at offset 3: event_name: is required (problem code missing-field)."
                                + REST);
    }

    @Test
    void logsASummaryAfterAMinuteWithTheMostFrequentProblemsFirst() {
        for (int i = 0; i < 5; i++) {
            reject(0, NO_USER, NO_TIME, NO_TIME);
        }
        reject(10, NO_TIME);
        lines.clear();
        log.logSummary(Duration.ofSeconds(59).toNanos());
        assertThat(lines).isEmpty();
        log.logSummary(Duration.ofSeconds(60).toNanos());
        assertThat(lines)
                .containsExactly("Rejected 6 records within 60 s: 6 times event_time: is required (problem code"
                        + " missing-field, expression mapping.event_time=createdAt), for example orders-0 at offset 0; 5 times user_data: no"
                        + " usable user identifier; provide (problem code no-user-identifier), for example orders-0 at"
                        + " offset 0. Rejected records go to the dead letter queue orders-dlq");
    }

    @Test
    void countsEachMessageOfPinterestOnItsOwnWhateverNumbersItHas() {
        reject(0, ofPinterest("event 1 is too old"));
        for (int i = 0; i < 9; i++) {
            reject(0, ofPinterest("event " + i + " has no currency"));
        }
        assertThat(lines).hasSize(2).last().asString().contains("event 0 has no currency");
        lines.clear();
        log.logSummary(Duration.ofMinutes(1).toNanos());
        assertThat(lines)
                .singleElement()
                .asString()
                .contains(
                        "9 times Pinterest rejected the event (400): event 0 has no currency",
                        "1 times Pinterest rejected the event (400): event 1 is too old");
    }

    private static Problem ofPinterest(String message) {
        return Problem.found(ProblemCode.REJECTED_BY_PINTEREST, "", "Pinterest rejected the event (400): " + message);
    }

    @ParameterizedTest
    @ValueSource(longs = {10, 50, 10 * 60, 24 * 60})
    void aMillionRejectedRecordsWriteFewerThan50Lines(long minutes) {
        ProblemCode[] codes = ProblemCode.values();
        long nanosPerRecord = Duration.ofMinutes(minutes).toNanos() / 1_000_000;
        for (int i = 0; i < 1_000_000; i++) {
            reject(i * nanosPerRecord, Problem.of(codes[i % 5], "field " + i % 7));
            log.logSummary(i * nanosPerRecord);
        }
        assertThat(lines).hasSizeBetween(5, 49);
    }

    @Test
    void aMillionRecordsWithAllCodesAndManyFieldsInAnHourWriteFewerThan50Lines() {
        ProblemCode[] codes = ProblemCode.values();
        for (int i = 0; i < 1_000_000; i++) {
            long now = Duration.ofMillis(i * 3L).toNanos();
            reject(now, Problem.of(codes[i < 1_000 ? 0 : i % codes.length], "field " + i));
            log.logSummary(now);
        }
        assertThat(lines).hasSizeLessThan(50);
    }

    @Test
    void summariesOfTheSameProblemsComeLaterEachTimeUpToAnHourApart() {
        List<Long> minutes = new ArrayList<>();
        for (int minute = 0; minute <= 60 * 5; minute++) {
            long now = Duration.ofMinutes(minute).toNanos();
            reject(now, NO_TIME);
            lines.clear();
            log.logSummary(now);
            if (!lines.isEmpty()) {
                minutes.add((long) minute);
            }
        }
        // Each begins with the first record after the one before.
        assertThat(minutes).containsExactly(1L, 4L, 9L, 18L, 35L, 68L, 129L, 190L, 251L);
    }

    @Test
    void aNewProblemIsInASummaryAfterAMinute() {
        for (int minute = 0; minute <= 100; minute++) {
            reject(Duration.ofMinutes(minute).toNanos(), NO_TIME);
            log.logSummary(Duration.ofMinutes(minute).toNanos());
        }
        long now = Duration.ofMinutes(101).toNanos();
        reject(now, NO_USER);
        lines.clear();
        log.logSummary(now + Duration.ofSeconds(59).toNanos());
        assertThat(lines).isEmpty();
        log.logSummary(now + Duration.ofSeconds(60).toNanos());
        assertThat(lines).singleElement().asString().contains("1 times user_data: no usable user identifier");
    }

    @Test
    void afterAnHourWithoutRejectedRecordsTheFirstSummaryComesAfterAMinute() {
        for (int minute = 0; minute <= 100; minute++) {
            reject(Duration.ofMinutes(minute).toNanos(), NO_TIME);
            log.logSummary(Duration.ofMinutes(minute).toNanos());
        }
        log.logSummary(Duration.ofMinutes(200).toNanos());
        lines.clear();
        reject(Duration.ofMinutes(201).toNanos(), NO_TIME);
        log.logSummary(Duration.ofMinutes(202).toNanos());
        assertThat(lines).singleElement().asString().contains("Rejected 1 records within 60 s");
    }

    @Test
    void logsTheFirstRecordOfANewCodeAtOnceAfterAnyNumberOfOtherProblems() {
        for (int i = 0; i < 100; i++) {
            reject(0, Problem.of(ProblemCode.MISSING_FIELD, "field " + i));
        }
        lines.clear();
        reject(1, NO_USER);
        reject(2, NO_USER);
        assertThat(lines).singleElement().asString().contains("no-user-identifier");
    }

    @Test
    void aStoppingTaskLogsWhatNoSummaryHadYet() {
        reject(0, NO_TIME);
        reject(1, NO_TIME);
        lines.clear();
        log.close(Duration.ofSeconds(10).toNanos());
        assertThat(lines).singleElement().asString().contains("Rejected 2 records within 10 s: 2 times event_time");
    }

    @Test
    void aStoppingTaskLogsNoSummaryOfASingleRecord() {
        reject(0, NO_TIME);
        lines.clear();
        log.close(Duration.ofSeconds(10).toNanos());
        assertThat(lines).isEmpty();
    }

    @Test
    void logsNoSummaryWhenNothingWasRejectedSinceTheLastOne() {
        reject(0, NO_TIME);
        log.logSummary(Duration.ofMinutes(1).toNanos());
        lines.clear();
        log.logSummary(Duration.ofMinutes(10).toNanos());
        assertThat(lines).isEmpty();
    }

    private void reject(long now, Problem... problems) {
        SinkRecord record = new SinkRecord("orders", 0, null, null, null, "{}", offset);
        log.rejected(
                new PendingRecord(record, offsets.accept(ORDERS, offset++, now), 0), "orders", List.of(problems), now);
    }
}
