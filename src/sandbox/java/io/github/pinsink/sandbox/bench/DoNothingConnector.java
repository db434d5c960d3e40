package io.github.pinsink.sandbox.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.sink.SinkConnector;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;

/**
 * A baseline: the worker reads and converts records, and the task drops them. When it stops, each task writes the number of
 * records and the times of the first and last batch to a file.
 */
public final class DoNothingConnector extends SinkConnector {
    static final String FOLDER = "report.folder";

    private Map<String, String> properties = Map.of();

    @Override
    public String version() {
        return "1";
    }

    @Override
    public ConfigDef config() {
        return new ConfigDef()
                .define(
                        FOLDER,
                        ConfigDef.Type.STRING,
                        ConfigDef.Importance.HIGH,
                        "The folder to which each task writes its report.");
    }

    @Override
    public void start(Map<String, String> given) {
        properties = Map.copyOf(given);
    }

    @Override
    public Class<? extends Task> taskClass() {
        return DoNothingTask.class;
    }

    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        return Collections.nCopies(maxTasks, properties);
    }

    @Override
    public void stop() {
        properties = Map.of();
    }

    /** Counts records and drops them. */
    public static final class DoNothingTask extends SinkTask {
        private Path folder = Path.of("");
        private long count;
        private long first;
        private long last;

        @Override
        public String version() {
            return "1";
        }

        @Override
        public void start(Map<String, String> given) {
            folder = Path.of(given.get(FOLDER));
        }

        @Override
        public void put(Collection<SinkRecord> records) {
            if (!records.isEmpty()) {
                last = System.currentTimeMillis();
                first = count == 0 ? last : first;
                count += records.size();
            }
        }

        @Override
        public void stop() {
            try {
                Files.writeString(folder.resolve(UUID.randomUUID() + ".txt"), count + " " + first + " " + last);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
