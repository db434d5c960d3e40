package io.github.pinsink.delivery;

import com.google.common.util.concurrent.LimitersInFakeTime;
import java.util.function.LongSupplier;

/** The budgets of a worker on a clock of the test's. */
public final class FakeTimeRates {
    private FakeTimeRates() {}

    public static SharedRates create(LongSupplier nanos) {
        return new SharedRates(rate -> LimitersInFakeTime.create(rate, nanos));
    }
}
