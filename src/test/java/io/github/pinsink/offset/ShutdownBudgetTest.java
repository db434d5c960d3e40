package io.github.pinsink.offset;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ShutdownBudgetTest {
    private static final long START = Long.MAX_VALUE - 1_000;

    private final ShutdownBudget budget = new ShutdownBudget(Duration.ofMillis(3_000), START);

    @Test
    void countsFromTheLastMomentWithoutAStop() {
        budget.putEnded(at(10_000));
        budget.putEnded(at(10_800));
        assertThat(budget.left(at(10_850))).isEqualTo(Duration.ofMillis(3_000 - 850));
    }

    @Test
    void isTheWholeLimitWhereThePutsFollowEachOther() {
        budget.putEnded(at(10_000));
        budget.putEnded(at(10_000));
        assertThat(budget.left(at(10_000))).isEqualTo(Duration.ofMillis(3_000));
    }

    @Test
    void leavesAThirdHoweverLongATurnTook() {
        budget.putEnded(at(10_000));
        budget.putEnded(at(70_000));
        assertThat(budget.left(at(70_000))).isEqualTo(Duration.ofMillis(1_000));
    }

    @Test
    void isNothingWhereNothingIsToBeWaitedFor() {
        assertThat(new ShutdownBudget(Duration.ZERO, START).left(at(1))).isZero();
    }

    private static long at(long millis) {
        return START + Duration.ofMillis(millis).toNanos();
    }
}
