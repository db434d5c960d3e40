package io.github.pinsink;

import io.github.pinsink.config.ConfigCheck;
import io.github.pinsink.config.NonNullProperties;
import io.github.pinsink.config.Settings;
import io.github.pinsink.config.ValidationLimits;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.sink.SinkConnector;

/** Delivers records from Kafka topics to the Pinterest Conversions API. */
public final class PinterestConversionsSinkConnector extends SinkConnector {
    private Map<String, String> properties = Map.of();

    @Override
    public String version() {
        return Version.get();
    }

    @Override
    public ConfigDef config() {
        return Settings.definition();
    }

    /** May be called from any thread, on an instance that was never started. */
    @Override
    public Config validate(Map<String, String> connectorConfig) {
        return new Config(ConfigCheck.check(
                connectorConfig,
                super.validate(NonNullProperties.of(connectorConfig)).configValues(),
                ValidationLimits.ofThisWorker(System::nanoTime, Clock.systemUTC())));
    }

    @Override
    public void start(Map<String, String> connectorConfig) {
        properties = Map.copyOf(NonNullProperties.of(connectorConfig));
    }

    @Override
    public Class<? extends Task> taskClass() {
        return PinterestConversionsSinkTask.class;
    }

    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        List<Map<String, String>> configs = new ArrayList<>();
        for (int task = 0; task < maxTasks; task++) {
            Map<String, String> config = new HashMap<>(properties);
            config.put(Settings.TASK_COUNT, Integer.toString(maxTasks));
            config.put(Settings.TASK_NUMBER, Integer.toString(task));
            configs.add(config);
        }
        return configs;
    }

    /** The connector stores no offsets outside the consumer group, so any change of offsets is allowed (KIP-875). */
    @Override
    public boolean alterOffsets(Map<String, String> connectorConfig, Map<TopicPartition, Long> offsets) {
        return true;
    }

    @Override
    public void stop() {
        properties = Map.of();
    }
}
