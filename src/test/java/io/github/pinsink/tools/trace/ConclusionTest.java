package io.github.pinsink.tools.trace;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.pinsink.tools.source.DeadLetterEntry;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConclusionTest {
    private static final long OFFSET = 17;
    private static final MappedEvents SENT = new MappedEvents(
            MappedEvents.Outcome.SEND,
            List.of(new MappedEvents.Event("o-1", "checkout", "1", JsonNodeFactory.instance.objectNode())),
            List.of(),
            List.of());
    private static final MappedEvents SKIPPED =
            new MappedEvents(MappedEvents.Outcome.SKIP, List.of(), List.of("filter is not true"), List.of());
    private static final MappedEvents REJECTED =
            new MappedEvents(MappedEvents.Outcome.REJECT, List.of(), List.of("event_time: is required"), List.of());
    private static final GroupProgress PASSED = committed(18);
    private static final DeadLetterSearch NOT_IN_QUEUE =
            new DeadLetterSearch(Optional.of("dlq"), Optional.empty(), 4, 0, "");
    private static final DeadLetterSearch IN_QUEUE = new DeadLetterSearch(
            Optional.of("dlq"),
            Optional.of(
                    new DeadLetterEntry("dlq-0@3", Optional.of("pins"), Optional.of("X"), Optional.of("invalid em"))),
            4,
            0,
            "");

    private static GroupProgress committed(long offset) {
        return new GroupProgress(Optional.of("connect-pins"), Optional.of(offset), true);
    }

    private static Conclusion of(MappedEvents mapped, GroupProgress progress, DeadLetterSearch letters) {
        return Conclusion.of(mapped, progress, letters, true, OFFSET);
    }

    @Test
    void anEventOfARecordThatWasPassedAndIsNotInTheQueueWasDelivered() {
        assertThat(of(SENT, PASSED, NOT_IN_QUEUE).state()).isEqualTo(Conclusion.State.DELIVERED);
    }

    @Test
    void aRecordInTheQueueWasRejectedForTheReasonThere() {
        Conclusion conclusion = of(REJECTED, PASSED, IN_QUEUE);

        assertThat(conclusion.state()).isEqualTo(Conclusion.State.REJECTED);
        assertThat(conclusion.why()).isEqualTo("invalid em");
    }

    @Test
    void aRecordInTheQueueWasRejectedAlsoBeforeItsOffsetIsCommitted() {
        assertThat(of(SENT, committed(OFFSET), IN_QUEUE).state()).isEqualTo(Conclusion.State.REJECTED);
    }

    @Test
    void theRecordAtTheCommittedOffsetIsStillWaiting() {
        Conclusion conclusion = of(SENT, committed(OFFSET), NOT_IN_QUEUE);

        assertThat(conclusion.state()).isEqualTo(Conclusion.State.WAITING);
        assertThat(conclusion.why()).contains("0 records before this one");
    }

    @Test
    void aPassedRecordThatTheMappingSkipsWasSkipped() {
        Conclusion conclusion = of(SKIPPED, PASSED, NOT_IN_QUEUE);

        assertThat(conclusion.state()).isEqualTo(Conclusion.State.SKIPPED);
        assertThat(conclusion.why()).isEqualTo("filter is not true");
    }

    @Test
    void aPassedRecordThatTheMappingRejectsWasRejectedAlsoWithoutAQueue() {
        Conclusion conclusion = of(REJECTED, PASSED, DeadLetterSearch.none());

        assertThat(conclusion.state()).isEqualTo(Conclusion.State.REJECTED);
        assertThat(conclusion.why()).contains("event_time: is required").contains("no copy is kept");
    }

    @Test
    void withoutAQueueNobodyKnowsWhatPinterestRejected() {
        assertThat(of(SENT, PASSED, DeadLetterSearch.none()).state()).isEqualTo(Conclusion.State.UNKNOWN);
    }

    @Test
    void aConnectorThatStopsAtTheFirstRejectedRecordDeliveredWhatItPassed() {
        assertThat(Conclusion.of(SENT, PASSED, DeadLetterSearch.none(), false, OFFSET)
                        .state())
                .isEqualTo(Conclusion.State.DELIVERED);
    }

    @Test
    void entriesWithoutHeadersCanBeAnyRecord() {
        DeadLetterSearch search = new DeadLetterSearch(Optional.of("dlq"), Optional.empty(), 4, 1, "");

        assertThat(of(SENT, PASSED, search).why()).contains("errors.deadletterqueue.context.headers.enable");
    }

    @Test
    void aGroupWithoutOffsetsIsProbablyAnotherOne() {
        GroupProgress none = new GroupProgress(Optional.of("connect-other"), Optional.empty(), false);

        assertThat(of(SENT, none, NOT_IN_QUEUE).state()).isEqualTo(Conclusion.State.UNKNOWN);
        assertThat(of(SENT, GroupProgress.unknown(), NOT_IN_QUEUE).why()).contains("--group");
    }
}
