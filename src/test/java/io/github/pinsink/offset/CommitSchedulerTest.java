package io.github.pinsink.offset;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CommitSchedulerTest {
    private static final long START = Long.MAX_VALUE - 1_000;

    private final CommitScheduler commits = new CommitScheduler(START);

    @Test
    void asksOnceASecondWithProgressAndNotBefore() {
        commits.progressed();
        assertThat(isDue(at(999))).isFalse();
        assertThat(isDue(at(1_000))).isTrue();
        commits.commitRequested();
        isFinal(at(1_000), true);
        commits.progressed();
        assertThat(isDue(at(1_999))).isFalse();
        assertThat(isDue(at(2_000))).isTrue();
    }

    @Test
    void doesNotAskWithoutProgress() {
        assertThat(isDue(at(60_000))).isFalse();
        commits.progressed();
        isFinal(at(61_000), false);
        assertThat(isDue(at(99_000))).as("all of that was committed").isFalse();
    }

    @Test
    void takesTheCommitItAskedForAsHarmlessAndAnyOtherAsPerhapsTheLast() {
        commits.commitRequested();
        assertThat(isFinal(at(5_000), true)).isFalse();
        assertThat(isFinal(at(5_001), true)).isTrue();
    }

    @Test
    void trustsARequestOnlyUntilTheNextPut() {
        commits.commitRequested();
        commits.putStarted();
        assertThat(isFinal(at(2), true)).isTrue();
    }

    @Test
    void learnsToAskSoonerThanAQuickTimer() {
        commits.progressed();
        assertThat(isFinal(at(900), true)).isTrue();
        commits.progressed();
        assertThat(isDue(at(900 + 449))).isFalse();
        assertThat(isDue(at(900 + 450))).isTrue();
    }

    @Test
    void doesNotLearnFromCommitsWithNothingInFlight() {
        isFinal(at(900), false);
        commits.progressed();
        assertThat(isDue(at(1_899))).isFalse();
    }

    @Test
    void neverAsksWithoutPauseHoweverShortTheIntervalSeems() {
        isFinal(at(1), true);
        commits.progressed();
        assertThat(isDue(at(1 + 399))).isFalse();
        assertThat(isDue(at(1 + 400))).isTrue();
    }

    @Test
    void forgetsWhatARebalanceTaughtIt() {
        isFinal(at(900), true);
        commits.partitionsAssigned();
        commits.progressed();
        assertThat(isDue(at(1_899))).isFalse();
        assertThat(isDue(at(1_900))).isTrue();
    }

    @Test
    void asksInTheFirstPutAfterARebalanceForWhatTheRebalanceHadAskedFor() {
        commits.rebalanced();
        assertThat(isDue(at(1))).isTrue();
        commits.commitRequested();
        assertThat(isDue(at(1))).isFalse();
        assertThat(isFinal(at(2), true)).isFalse();
    }

    private boolean isFinal(long now, boolean pending) {
        boolean isFinal = commits.isFinalCommitPossible();
        commits.commitStarted(now, pending);
        return isFinal;
    }

    private boolean isDue(long now) {
        return commits.nanosToDue(now) <= 0;
    }

    private static long at(long millis) {
        return START + Duration.ofMillis(millis).toNanos();
    }
}
