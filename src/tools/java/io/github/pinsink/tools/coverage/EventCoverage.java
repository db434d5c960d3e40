package io.github.pinsink.tools.coverage;

import io.github.pinsink.event.QualitySignal;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/** What the events of one name carry. */
final class EventCoverage {
    private final Map<QualitySignal, Long> withSignal = new EnumMap<>(QualitySignal.class);
    private final Map<QualitySignal, Long> applicable = new EnumMap<>(QualitySignal.class);
    private long events;
    private long late;

    void add(Set<QualitySignal> signals, String actionSource, boolean isLate) {
        events++;
        late += isLate ? 1 : 0;
        for (QualitySignal signal : QualitySignal.values()) {
            boolean has = signals.contains(signal);
            if (has || applies(signal, actionSource)) {
                applicable.merge(signal, 1L, Long::sum);
            }
            if (has) {
                withSignal.merge(signal, 1L, Long::sum);
            }
        }
    }

    /** Whether such an event can have it: a purchase in a store has no page, and a browser has no advertising ID. */
    private static boolean applies(QualitySignal signal, String actionSource) {
        boolean isWeb = actionSource.equals("web");
        boolean isApp = actionSource.startsWith("app");
        return switch (signal) {
            case ADVERTISING_ID -> isApp;
            case SOURCE_URL, CLICK_ID -> isWeb;
            case IP_ADDRESS, USER_AGENT -> isWeb || isApp;
            case EMAIL, EXTERNAL_ID, EVENT_ID, ORDER_ID, VALUE, PRODUCT_IDS -> true;
        };
    }

    long events() {
        return events;
    }

    /** Events that happened more than an hour before. */
    long late() {
        return late;
    }

    long with(QualitySignal signal) {
        return withSignal.getOrDefault(signal, 0L);
    }

    /** The events that could have it. */
    long applicable(QualitySignal signal) {
        return applicable.getOrDefault(signal, 0L);
    }

    /** In whole percent of the events that could have it, never rounded up to 100; -1 if there are none. */
    int percent(QualitySignal signal) {
        long all = applicable(signal);
        return all == 0 ? -1 : (int) (with(signal) * 100 / all);
    }
}
