package io.github.pinsink.delivery;

import com.google.common.util.concurrent.RateLimiter;
import io.github.pinsink.api.AdAccountId;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.function.DoubleFunction;

/**
 * The rate limits of this worker, one per API and ad account. All connectors in one plugin class loader share them, because
 * the API counts the calls of an ad account, whichever connector makes them. Thread-safe.
 */
public final class SharedRates {
    private static final SharedRates OF_THIS_WORKER = new SharedRates(RateLimiter::create);

    private final DoubleFunction<RateLimiter> limiters;
    private final Map<Key, RateBudget> budgets = new HashMap<>();

    private record Key(URI api, AdAccountId account) {}

    /** @param limiters creates a limiter of that many permits per second */
    SharedRates(DoubleFunction<RateLimiter> limiters) {
        this.limiters = limiters;
    }

    /** Those of this plugin on this worker. Another version of the plugin has its own class loader and limits. */
    public static SharedRates ofThisWorker() {
        return OF_THIS_WORKER;
    }

    /** A share of the limit of the ad account. The caller closes it when the task ends. */
    public Permits join(URI api, AdAccountId account, RateShare share) {
        Key key = new Key(api, account);
        synchronized (budgets) {
            RateBudget budget = budgets.computeIfAbsent(key, one -> new RateBudget(account, limiters));
            return budget.join(share, () -> leave(key, budget));
        }
    }

    int size() {
        synchronized (budgets) {
            return budgets.size();
        }
    }

    private void leave(Key key, RateBudget budget) {
        synchronized (budgets) {
            if (budget.isUnused()) {
                budgets.remove(key, budget);
            }
        }
    }
}
