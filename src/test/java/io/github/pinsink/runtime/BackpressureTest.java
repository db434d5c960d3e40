package io.github.pinsink.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pinsink.runtime.Backpressure.Decision;
import org.junit.jupiter.api.Test;

class BackpressureTest {
    private long events;
    private long bytes;

    @Test
    void pausesAtTheHighMarkOfEventsAndResumesAtHalfOfIt() {
        Backpressure backpressure = new Backpressure(4, Long.MAX_VALUE);
        buffer(3, 1);
        assertThat(backpressure.decide(load(), false)).isEqualTo(Decision.KEEP);
        buffer(1, 1);
        assertThat(backpressure.decide(load(), false)).isEqualTo(Decision.PAUSE);
        assertThat(backpressure.isPaused()).isTrue();
        assertThat(backpressure.decide(load(), false)).isEqualTo(Decision.KEEP);
        settle(1, 1);
        assertThat(backpressure.decide(load(), false)).as("between the marks").isEqualTo(Decision.KEEP);
        settle(1, 1);
        assertThat(backpressure.decide(load(), false)).isEqualTo(Decision.RESUME);
        assertThat(backpressure.isPaused()).isFalse();
    }

    @Test
    void pausesAtTheHighMarkOfBytesHoweverFewTheEventsAre() {
        Backpressure backpressure = new Backpressure(1_000, 10_000);
        buffer(1, 9_999);
        assertThat(backpressure.isOver(load())).isFalse();
        buffer(1, 1);
        assertThat(backpressure.decide(load(), false)).isEqualTo(Decision.PAUSE);
        settle(1, 9_999);
        assertThat(backpressure.decide(load(), false)).isEqualTo(Decision.RESUME);
    }

    @Test
    void staysPausedWhileRecordsWaitToBeMapped() {
        Backpressure backpressure = new Backpressure(4, Long.MAX_VALUE);
        assertThat(backpressure.decide(load(), true)).isEqualTo(Decision.PAUSE);
        assertThat(backpressure.isOver(load())).isFalse();
        assertThat(backpressure.decide(load(), true)).isEqualTo(Decision.KEEP);
        assertThat(backpressure.decide(load(), false)).isEqualTo(Decision.RESUME);
    }

    private Backpressure.Load load() {
        return new Backpressure.Load(events, bytes);
    }

    private void buffer(int more, long each) {
        events += more;
        bytes += more * each;
    }

    private void settle(int fewer, long each) {
        events -= fewer;
        bytes -= fewer * each;
    }
}
