package io.github.pinsink.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.util.concurrent.LimitersInFakeTime;
import io.github.pinsink.api.AdAccountId;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Guava's limiter on a clock of the test's, behind the budget that tasks share. */
class SharedRatesTest {
    private static final URI API = URI.create("https://api.pinterest.com/v5");
    private static final AdAccountId ACCOUNT = new AdAccountId("549755885175");
    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    private long now = 5 * SECOND;
    private final SharedRates rates = worker();
    private final List<Long> calls = new ArrayList<>();

    @Property(tries = 60)
    void noSixtySecondsHoldMoreThanTheLimitWhateverThePauses(
            @ForAll @IntRange(min = 1, max = 6_000) int limit, @ForAll long seed) {
        calls.clear();
        Random random = new Random(seed);
        Permits permits = worker().join(API, ACCOUNT, new RateShare("task-0", limit, 1));
        long end = now + 3 * MINUTE;
        while (now < end) {
            if (random.nextInt(30_000) == 0) {
                now += random.nextLong(20 * SECOND);
            }
            call(permits);
            now += random.nextLong(4 * MILLI);
        }
        assertThat(busiestMinute()).isLessThanOrEqualTo(limit);
    }

    @Property(tries = 60)
    void noMinuteAfterAnIdleOneHoldsMoreThanTheLimit(@ForAll @IntRange(min = 1, max = 6_000) int limit) {
        calls.clear();
        Permits permits = worker().join(API, ACCOUNT, new RateShare("task-0", limit, 1));
        call(permits);
        now += MINUTE + SECOND;
        for (long end = now + 2 * MINUTE; now < end; now += MILLI) {
            call(permits);
        }
        assertThat(busiestMinute()).isLessThanOrEqualTo(limit);
    }

    @Property(tries = 60)
    void noSixtySecondsHoldMoreThanTheLimitWhenAQuietAdAccountIsReleasedAndComesBack(
            @ForAll @IntRange(min = 1, max = 6_000) int limit, @ForAll long seed) {
        calls.clear();
        Random random = new Random(seed);
        SharedRates worker = worker();
        Permits other = worker.join(API, ACCOUNT, new RateShare("task-1", limit, 2));
        for (int round = 0; round < 4; round++) {
            Permits permits = worker.join(API, ACCOUNT, new RateShare("task-0", limit, 2));
            for (long end = now + random.nextLong(90 * SECOND); now < end; now += 2 * MILLI) {
                call(permits);
                if (round % 2 == 0) {
                    call(other);
                }
            }
            boolean bothGo = random.nextBoolean();
            now += 65 * SECOND;
            permits.close();
            if (bothGo) {
                other.close();
                other = worker.join(API, ACCOUNT, new RateShare("task-1", limit, 2));
            }
        }
        assertThat(busiestMinute()).isLessThanOrEqualTo(limit);
    }

    @Test
    void aBacklogUsesNearlyAllOfTheLimit() {
        Permits permits = rates.join(API, ACCOUNT, new RateShare("task-0", 4_900, 1));
        for (long end = now + 5 * MINUTE; now < end; now += MILLI) {
            call(permits);
        }
        assertThat(busiestMinute()).isLessThanOrEqualTo(4_900);
        assertThat(calls.size()).isGreaterThanOrEqualTo((int) (5 * 4_900 * 0.98));
    }

    @Test
    void fourTasksOnTwoWorkersKeepTheLimitTogetherAndShareItFairly() {
        SharedRates other = worker();
        List<Permits> tasks = List.of(
                rates.join(API, ACCOUNT, new RateShare("task-0", 600, 4)),
                other.join(API, ACCOUNT, new RateShare("task-1", 600, 4)),
                rates.join(API, ACCOUNT, new RateShare("task-2", 600, 4)),
                other.join(API, ACCOUNT, new RateShare("task-3", 600, 4)));
        int[] each = new int[4];
        for (long end = now + 5 * MINUTE; now < end; now += MILLI) {
            for (int task = 0; task < 4; task++) {
                // The first of them asks ten times as often as the others.
                if ((task == 0 || now / MILLI % 10 == 0) && call(tasks.get(task))) {
                    each[task]++;
                }
            }
        }
        assertThat(busiestMinute()).isLessThanOrEqualTo(600);
        assertThat(calls.size()).isGreaterThanOrEqualTo((int) (5 * 600 * 0.97));
        for (int count : each) {
            assertThat(count).isBetween(calls.size() / 4 - 20, calls.size() / 4 + 20);
        }
    }

    @Test
    void aTaskMayUseWhatTheOthersOnItsWorkerLeave() {
        Permits busy = rates.join(API, ACCOUNT, new RateShare("task-0", 600, 2));
        rates.join(API, ACCOUNT, new RateShare("task-1", 600, 2));
        for (long end = now + 2 * MINUTE; now < end; now += MILLI) {
            call(busy);
        }
        assertThat(calls.size()).isGreaterThanOrEqualTo((int) (2 * 600 * 0.97));
        assertThat(busiestMinute()).isLessThanOrEqualTo(600);
    }

    @Test
    void whoQueuesFirstAndNoLongerAsksHoldsNobodyUp() {
        Permits gone = rates.join(API, ACCOUNT, new RateShare("task-0", 600, 2));
        Permits stays = rates.join(API, ACCOUNT, new RateShare("task-1", 600, 2));
        call(stays);
        call(gone);
        call(gone);
        int before = calls.size();
        for (long end = now + 10 * SECOND; now < end; now += MILLI) {
            call(stays);
        }
        assertThat(calls.size() - before).isGreaterThanOrEqualTo(95);
    }

    @Test
    void twoConnectorsForOneAdAccountShareTheSmallerLimit() {
        Permits one = rates.join(API, ACCOUNT, new RateShare("orders-0", 4_900, 1));
        Permits other = rates.join(API, ACCOUNT, new RateShare("leads-0", 1_200, 1));
        assertThat(one.perMinute()).isEqualTo(1_200);
        for (long end = now + 2 * MINUTE; now < end; now += MILLI) {
            call(one);
            call(other);
        }
        assertThat(busiestMinute()).isLessThanOrEqualTo(1_200);
        other.close();
        assertThat(one.perMinute()).isEqualTo(4_900);
    }

    @Test
    void adAccountsAndApisDoNotShare() {
        AdAccountId another = new AdAccountId("77");
        rates.join(API, ACCOUNT, new RateShare("task-0", 600, 1));
        rates.join(API, another, new RateShare("task-0", 600, 1));
        rates.join(URI.create("http://127.0.0.1:8080/v5"), ACCOUNT, new RateShare("task-0", 600, 1));
        assertThat(rates.size()).isEqualTo(3);
    }

    @Test
    void aTaskThatHangsAfterItWasReplacedDoesNotCountTwice() {
        Permits hanging = rates.join(API, ACCOUNT, new RateShare("task-0", 600, 2));
        Permits successor = rates.join(API, ACCOUNT, new RateShare("task-0", 600, 2));
        assertThat(successor.perMinute()).isEqualTo(300);
        for (long end = now + 2 * MINUTE; now < end; now += MILLI) {
            call(hanging);
            call(successor);
        }
        assertThat(busiestMinute()).isLessThanOrEqualTo(300);
        hanging.close();
        hanging.close();
        assertThat(successor.perMinute()).isEqualTo(300);
        assertThat(hanging.tryAcquire(now)).isFalse();
        successor.close();
        assertThat(rates.size()).isZero();
    }

    @Test
    void throttlingSlowsAllTasksOfTheAdAccountAndGoodResponsesBringTheRateBack() {
        Permits one = rates.join(API, ACCOUNT, new RateShare("task-0", 600, 2));
        Permits other = rates.join(API, ACCOUNT, new RateShare("task-1", 600, 2));
        one.onThrottled(now, now + 7 * SECOND);
        assertThat(other.isPaused(now)).isTrue();
        assertThat(other.tryAcquire(now)).isFalse();
        assertThat(other.nanosToNext(now)).isEqualTo(7 * SECOND);
        assertThat(other.perMinute()).isEqualTo(300);
        other.onThrottled(now + MILLI, now + SECOND);
        assertThat(other.perMinute()).as("one signal, not two").isEqualTo(300);
        now += 7 * SECOND;
        assertThat(other.tryAcquire(now)).isTrue();
        for (int second = 0; second < 61; second++) {
            now += SECOND;
            other.onResponse(now);
        }
        assertThat(one.perMinute()).isEqualTo(600);
    }

    @Test
    void throttlingWithoutEndStopsAtASixtyFourth() {
        Permits permits = rates.join(API, ACCOUNT, new RateShare("task-0", 640, 1));
        for (int i = 0; i < 100; i++) {
            now += 2 * SECOND;
            permits.onThrottled(now, now);
        }
        assertThat(permits.perMinute()).isBetween(9.9, 10.1);
    }

    private SharedRates worker() {
        return new SharedRates(rate -> LimitersInFakeTime.create(rate, () -> now));
    }

    private boolean call(Permits permits) {
        boolean may = permits.tryAcquire(now);
        if (may) {
            calls.add(now);
        }
        return may;
    }

    /** The most calls in any 60 seconds, both ends included. */
    private int busiestMinute() {
        int most = 0;
        ArrayDeque<Long> window = new ArrayDeque<>();
        for (long call : calls) {
            window.add(call);
            while (call - window.peek() > MINUTE) {
                window.remove();
            }
            most = Math.max(most, window.size());
        }
        return most;
    }
}
