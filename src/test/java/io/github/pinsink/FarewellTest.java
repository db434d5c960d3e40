package io.github.pinsink;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FarewellTest {
    private static final long START = Long.MAX_VALUE - 1_000;

    private final Farewell farewell = new Farewell(Duration.ofMillis(3_000), START);

    @Test
    void countsFromTheLastMomentWithoutAStop() {
        farewell.putEnds(at(10_000));
        farewell.putEnds(at(10_800));
        assertThat(farewell.left(at(10_850))).isEqualTo(Duration.ofMillis(3_000 - 850));
    }

    @Test
    void isTheWholeLimitWhereThePutsFollowEachOther() {
        farewell.putEnds(at(10_000));
        farewell.putEnds(at(10_000));
        assertThat(farewell.left(at(10_000))).isEqualTo(Duration.ofMillis(3_000));
    }

    @Test
    void leavesAThirdHoweverLongATurnTook() {
        farewell.putEnds(at(10_000));
        farewell.putEnds(at(70_000));
        assertThat(farewell.left(at(70_000))).isEqualTo(Duration.ofMillis(1_000));
    }

    @Test
    void isNothingWhereNothingIsToBeWaitedFor() {
        assertThat(new Farewell(Duration.ZERO, START).left(at(1))).isZero();
    }

    private static long at(long millis) {
        return START + Duration.ofMillis(millis).toNanos();
    }
}
