package io.github.pinsink.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectorConfigTest {
    @ParameterizedTest
    @CsvSource({
        "all, '', true",
        "ALL, ' ', true",
        "all, orders-dlq, false",
        "none, '', false",
        "none, orders-dlq, false"
    })
    void dropsRejectedRecordsIfErrorsAreToleratedWithoutADeadLetterQueue(
            String tolerance, String queue, boolean drops) {
        Map<String, String> properties = MinimalConfig.properties();
        properties.put("errors.tolerance", tolerance);
        properties.put("errors.deadletterqueue.topic.name", queue);
        assertThat(ConnectorConfig.parse(properties).deliveryPolicy(() -> 0.5).dropsRejected())
                .isEqualTo(drops);
    }
}
