package io.github.pinsink;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CommitRhythmTest {
    private static final long START = Long.MAX_VALUE - 1_000;

    private final CommitRhythm commits = new CommitRhythm(START);

    @Test
    void asksOnceASecondWithProgressAndNotBefore() {
        commits.progressed();
        assertThat(isDue(at(999))).isFalse();
        assertThat(isDue(at(1_000))).isTrue();
        commits.asked();
        commits.mayPrecedeClose(at(1_000), true);
        commits.progressed();
        assertThat(isDue(at(1_999))).isFalse();
        assertThat(isDue(at(2_000))).isTrue();
    }

    @Test
    void doesNotAskWithoutProgress() {
        assertThat(isDue(at(60_000))).isFalse();
        commits.progressed();
        commits.mayPrecedeClose(at(61_000), false);
        assertThat(isDue(at(99_000))).as("all of that was committed").isFalse();
    }

    @Test
    void takesTheCommitItAskedForAsHarmlessAndAnyOtherAsPerhapsTheLast() {
        commits.asked();
        assertThat(commits.mayPrecedeClose(at(5_000), true)).isFalse();
        assertThat(commits.mayPrecedeClose(at(5_001), true)).isTrue();
    }

    @Test
    void trustsARequestOnlyUntilTheNextPut() {
        commits.asked();
        commits.putBegins();
        assertThat(commits.mayPrecedeClose(at(2), true)).isTrue();
    }

    @Test
    void learnsToAskSoonerThanAQuickTimer() {
        commits.progressed();
        assertThat(commits.mayPrecedeClose(at(900), true)).isTrue();
        commits.progressed();
        assertThat(isDue(at(900 + 449))).isFalse();
        assertThat(isDue(at(900 + 450))).isTrue();
    }

    @Test
    void doesNotLearnFromCommitsWithNothingUnderWay() {
        commits.mayPrecedeClose(at(900), false);
        commits.progressed();
        assertThat(isDue(at(1_899))).isFalse();
    }

    @Test
    void neverAsksWithoutPauseHoweverShortTheIntervalSeems() {
        commits.mayPrecedeClose(at(1), true);
        commits.progressed();
        assertThat(isDue(at(1 + 399))).isFalse();
        assertThat(isDue(at(1 + 400))).isTrue();
    }

    @Test
    void forgetsWhatARebalanceTaughtIt() {
        commits.mayPrecedeClose(at(900), true);
        commits.partitionsCame();
        commits.progressed();
        assertThat(isDue(at(1_899))).isFalse();
        assertThat(isDue(at(1_900))).isTrue();
    }

    @Test
    void asksInTheFirstPutAfterARebalanceForWhatTheRebalanceHadAskedFor() {
        commits.rebalances();
        assertThat(isDue(at(1))).isTrue();
        commits.asked();
        assertThat(isDue(at(1))).isFalse();
        assertThat(commits.mayPrecedeClose(at(2), true)).isFalse();
    }

    private boolean isDue(long now) {
        return commits.nanosToDue(now) <= 0;
    }

    private static long at(long millis) {
        return START + Duration.ofMillis(millis).toNanos();
    }
}
