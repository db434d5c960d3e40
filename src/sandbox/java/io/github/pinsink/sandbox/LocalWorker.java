package io.github.pinsink.sandbox;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A distributed Connect worker in a process of its own, which can be killed and started again as the same worker. */
public final class LocalWorker implements AutoCloseable {
    private static final Duration BOOT = Duration.ofSeconds(90);

    /**
     * @param offsetFlushInterval how often the worker asks its tasks for offsets to commit
     * @param maxHeap as in {@code -Xmx}
     * @param extra worker properties that are added or replaced
     */
    public record Options(Duration offsetFlushInterval, String maxHeap, Map<String, String> extra) {
        public static final Options STANDARD = new Options(Duration.ofSeconds(5), "512m", Map.of());

        public Options withOffsetFlushInterval(Duration interval) {
            return new Options(interval, maxHeap, extra);
        }

        public Options withMaxHeap(String heap) {
            return new Options(offsetFlushInterval, heap, extra);
        }

        public Options withExtra(Map<String, String> properties) {
            return new Options(offsetFlushInterval, maxHeap, properties);
        }
    }

    private final KafkaHome kafka;
    private final Path config;
    private final Path log;
    private final Options options;
    private final URI url;
    private ChildProcess process;

    private LocalWorker(KafkaHome kafka, Path config, Path log, Options options, URI url) {
        this.kafka = kafka;
        this.config = config;
        this.log = log;
        this.options = options;
        this.url = url;
    }

    /** Starts a worker that finds its plugins in that folder, and waits until its REST interface answers. */
    public static LocalWorker start(
            KafkaHome kafka, Path workFolder, Path pluginPath, String bootstrapServers, Options options) {
        String identity = "sandbox-" + UUID.randomUUID();
        URI url = URI.create("http://127.0.0.1:" + KafkaHome.freePort());
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("bootstrap.servers", bootstrapServers);
        properties.put("group.id", identity);
        properties.put("listeners", url.toString());
        properties.put("plugin.path", pluginPath.toAbsolutePath().toString());
        // Scanning the class path instead costs seconds; the connector has to have its service file.
        properties.put("plugin.discovery", "service_load");
        for (String store : List.of("config", "offset", "status")) {
            properties.put(store + ".storage.topic", identity + "-" + store);
            properties.put(store + ".storage.replication.factor", "1");
        }
        properties.put("offset.storage.partitions", "1");
        properties.put("status.storage.partitions", "1");
        for (String part : List.of("key", "value")) {
            properties.put(part + ".converter", "org.apache.kafka.connect.json.JsonConverter");
            properties.put(part + ".converter.schemas.enable", "false");
        }
        properties.put(
                "offset.flush.interval.ms",
                Long.toString(options.offsetFlushInterval().toMillis()));
        properties.put("scheduled.rebalance.max.delay.ms", "0");
        properties.put("connector.client.config.override.policy", "All");
        properties.put("config.providers", "file");
        properties.put("config.providers.file.class", "org.apache.kafka.common.config.provider.FileConfigProvider");
        properties.putAll(options.extra());
        Path config = KafkaHome.write(workFolder.resolve("worker.properties"), properties);
        LocalWorker worker = new LocalWorker(kafka, config, workFolder.resolve("worker.log"), options, url);
        worker.boot();
        return worker;
    }

    private void boot() {
        process = kafka.run(
                log,
                List.of("-Xmx" + options.maxHeap(), "-XX:+UseSerialGC", "-Djava.awt.headless=true"),
                "org.apache.kafka.connect.cli.ConnectDistributed",
                config.toString());
        ConnectRest rest = rest();
        try {
            Await.until("the Connect worker", BOOT, () -> {
                if (!process.isAlive()) {
                    throw new IllegalStateException("the Connect worker has ended");
                }
                return rest.isReady();
            });
        } catch (IllegalStateException e) {
            close();
            throw new IllegalStateException(e.getMessage() + ":\n" + logTail(30), e);
        }
    }

    public URI url() {
        return url;
    }

    public ConnectRest rest() {
        return new ConnectRest(url);
    }

    public Path log() {
        return log;
    }

    public String logTail(int lines) {
        return ChildProcess.tail(log, lines);
    }

    /** SIGKILL: nothing is flushed, nothing is committed, nobody is told. */
    public void kill() {
        process.kill();
    }

    /** Starts it again with the same address, group and topics; stops it in order first when it still runs. */
    public void restart() {
        close();
        boot();
    }

    @Override
    public void close() {
        process.stop(Duration.ofSeconds(10));
    }
}
