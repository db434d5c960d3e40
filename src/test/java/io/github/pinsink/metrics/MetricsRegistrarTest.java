package io.github.pinsink.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MetricsRegistrarTest {
    private static final long START = -3;
    private static final long TEN_SECONDS = Duration.ofSeconds(10).toNanos();

    /** Behaves as a worker's registry does while another instance of the task holds the names. */
    private static final class Registry implements MetricsReporter {
        private final List<String> shown = new ArrayList<>();
        private RuntimeException failure;
        private int attempts;

        @Override
        public void register(MetricGauge reading) {
            attempts++;
            if (failure != null) {
                throw failure;
            }
            shown.add(reading.attribute());
        }

        @Override
        public void close() {
            if (failure != null) {
                throw failure;
            }
        }
    }

    private final Registry registry = new Registry();
    private final TaskMetrics metrics = new TaskMetrics(() -> START, List.of());

    @Test
    void triesAgainLaterWhileANameIsTaken() {
        registry.failure = new IllegalArgumentException("already exists");
        MetricsRegistrar shown = new MetricsRegistrar(metrics, registry, START);
        shown.registerNew(START + TEN_SECONDS - 1);
        assertThat(registry.attempts).isEqualTo(1);

        registry.failure = null;
        shown.registerNew(START + TEN_SECONDS);
        assertThat(registry.shown)
                .containsExactlyElementsOf(
                        Metric.totals().stream().map(Metric::attribute).toList());
    }

    @Test
    void showsEachReadingOnce() {
        MetricsRegistrar shown = new MetricsRegistrar(metrics, registry, START);
        metrics.dropped("user_data.zp");
        shown.registerNew(START + 1);
        shown.registerNew(START + 2);
        assertThat(registry.shown).hasSize(Metric.totals().size() + 1);
    }

    @Test
    void showsTwoMetricsWithTheSameTags() {
        MetricsRegistrar shown = new MetricsRegistrar(metrics, registry, START);
        metrics.recordErrant(Set.of("rejected-by-pinterest"));
        metrics.eventRejected("rejected-by-pinterest");
        shown.registerNew(START + 1);
        assertThat(registry.shown)
                .hasSize(Metric.totals().size() + 2)
                .endsWith(Metric.RECORDS_ERRANT.attribute(), Metric.EVENTS_REJECTED.attribute());
    }

    @Test
    void neverFailsTheTaskWhateverTheWorkerSays() {
        registry.failure = new IllegalStateException("This PluginMetrics instance is closed");
        MetricsRegistrar shown = new MetricsRegistrar(metrics, registry, START);
        shown.registerNew(START + TEN_SECONDS);
        shown.close();
        assertThat(registry.shown).isEmpty();
    }
}
