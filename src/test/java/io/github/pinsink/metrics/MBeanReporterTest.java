package io.github.pinsink.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

class MBeanReporterTest {
    private static final long START = 0;

    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    private final TaskMetrics metrics = new TaskMetrics(() -> START, List.of());

    @Test
    void showsEveryRowAsAnAttributeWithItsText() throws Exception {
        try (MetricsRegistrar shown = show("orders", 3, metrics)) {
            shown.registerNew(START);
            ObjectName name = new ObjectName("kafka.connect:type=plugins,connector=orders,task=3");
            metrics.count(Metric.RECORDS_RECEIVED, 17);
            assertThat(server.getAttribute(name, "records-received-total")).isEqualTo(17L);
            MBeanAttributeInfo[] attributes = server.getMBeanInfo(name).getAttributes();
            assertThat(Arrays.stream(attributes).map(MBeanAttributeInfo::getName))
                    .containsExactlyInAnyOrderElementsOf(
                            Metric.totals().stream().map(Metric::attribute).toList());
            assertThat(attributes)
                    .allSatisfy(one -> assertThat(one.getDescription()).isNotBlank());
        }
        assertThat(beans()).isEmpty();
    }

    @Test
    void quotesAConnectorsNameAsKafkaDoes() throws Exception {
        try (MetricsRegistrar shown = show("shop:orders,*", 0, metrics)) {
            shown.registerNew(START);
            assertThat(beans())
                    .containsExactly(new ObjectName("kafka.connect:type=plugins,connector=\"shop:orders,\\*\",task=0"));
        }
        assertThat(beans()).isEmpty();
    }

    @Test
    void showsADroppedFieldFromTheTimeItIsFirstDropped() throws Exception {
        try (MetricsRegistrar shown = show("orders", 0, metrics)) {
            ObjectName field = new ObjectName("kafka.connect:type=plugins,connector=orders,task=0,field=user_data.zp");
            assertThat(server.isRegistered(field)).isFalse();
            metrics.dropped("user_data.zp");
            shown.registerNew(START);
            metrics.dropped("user_data.zp");
            assertThat(server.getAttribute(field, "fields-dropped-total")).isEqualTo(2L);
        }
        assertThat(beans()).isEmpty();
    }

    @Test
    void showsTagsInTheirOrderAsAlsoTheWorkerDoes() throws Exception {
        try (MetricsRegistrar shown = show("orders", 0, metrics)) {
            metrics.recordSkipped("or,ders", Metric.RECORDS_SKIPPED_FILTERED);
            shown.registerNew(START);
            assertThat(beans())
                    .extracting(ObjectName::getKeyPropertyListString)
                    .contains("type=plugins,connector=orders,task=0,topic=\"or,ders\",reason=filtered");
        }
        assertThat(beans()).isEmpty();
    }

    @Test
    void givesTheNameToASuccessorAndTakesAwayOnlyItsOwn() throws Exception {
        ObjectName name = new ObjectName("kafka.connect:type=plugins,connector=orders,task=0");
        MetricsRegistrar hanging = show("orders", 0, metrics);
        TaskMetrics fresh = new TaskMetrics(() -> START, List.of());
        MetricsRegistrar successor = show("orders", 0, fresh);
        fresh.count(Metric.REQUESTS);
        hanging.close();
        assertThat(server.getAttribute(name, "requests-total")).isEqualTo(1L);
        successor.close();
        assertThat(beans()).isEmpty();
    }

    @Test
    void doesNotMindWhenSomebodyElseTookItsBeanAway() throws Exception {
        MetricsRegistrar shown = show("orders", 0, metrics);
        server.unregisterMBean(new ObjectName("kafka.connect:type=plugins,connector=orders,task=0"));
        assertThatCode(shown::close).doesNotThrowAnyException();
    }

    private static MetricsRegistrar show(String connector, int task, TaskMetrics metrics) {
        return new MetricsRegistrar(metrics, new MBeanReporter(connector, task), START);
    }

    private Set<ObjectName> beans() throws Exception {
        return server.queryNames(new ObjectName("kafka.connect:type=plugins,*"), null);
    }
}
