package io.github.pinsink.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** A distributed Connect worker in a separate process, which can be killed and restarted with the same identity. */
public final class LocalWorker implements AutoCloseable {
    private static final Duration START_TIMEOUT = Duration.ofSeconds(90);

    /**
     * @param offsetFlushInterval {@code offset.flush.interval.ms}
     * @param maxHeap as in {@code -Xmx}
     * @param group {@code group.id}; empty for a random one
     * @param extra worker properties to add or replace
     * @param jvmOptions additional JVM options, such as an agent
     */
    public record Options(
            Duration offsetFlushInterval,
            String maxHeap,
            String group,
            Map<String, String> extra,
            List<String> jvmOptions) {
        public static final Options STANDARD = new Options(Duration.ofSeconds(5), "512m", "", Map.of(), List.of());

        public Options withOffsetFlushInterval(Duration interval) {
            return new Options(interval, maxHeap, group, extra, jvmOptions);
        }

        public Options withMaxHeap(String heap) {
            return new Options(offsetFlushInterval, heap, group, extra, jvmOptions);
        }

        public Options withGroup(String name) {
            return new Options(offsetFlushInterval, maxHeap, name, extra, jvmOptions);
        }

        public Options withExtra(Map<String, String> properties) {
            return new Options(offsetFlushInterval, maxHeap, group, properties, jvmOptions);
        }

        public Options withJvmOptions(String... options) {
            return new Options(offsetFlushInterval, maxHeap, group, extra, List.of(options));
        }
    }

    private final KafkaHome kafka;
    private final Path config;
    private final Path log;
    private final Path gcLog;
    private final Options options;
    private final URI url;
    private ChildProcess process;

    private LocalWorker(KafkaHome kafka, Path config, Path log, Options options, URI url) {
        this.kafka = kafka;
        this.config = config;
        this.log = log;
        this.gcLog = log.resolveSibling("worker-gc.log");
        this.options = options;
        this.url = url;
    }

    /** Starts a worker with that plugin path, and waits until its REST API responds. */
    public static LocalWorker start(
            KafkaHome kafka, Path workFolder, Path pluginPath, String bootstrapServers, Options options) {
        String identity = options.group().isEmpty() ? "sandbox-" + UUID.randomUUID() : options.group();
        URI url = URI.create("http://127.0.0.1:" + KafkaHome.freePort());
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("bootstrap.servers", bootstrapServers);
        properties.put("group.id", identity);
        properties.put("listeners", url.toString());
        properties.put("plugin.path", pluginPath.toAbsolutePath().toString());
        // Faster by seconds than a scan; it requires that the connector has a service file.
        properties.put("plugin.discovery", "service_load");
        for (String store : List.of("config", "offset", "status")) {
            properties.put(store + ".storage.topic", identity + "-" + store);
            properties.put(store + ".storage.replication.factor", "1");
        }
        properties.put("offset.storage.partitions", "1");
        properties.put("status.storage.partitions", "1");
        for (String side : List.of("key", "value")) {
            properties.put(side + ".converter", "org.apache.kafka.connect.json.JsonConverter");
            properties.put(side + ".converter.schemas.enable", "false");
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
        worker.startProcess();
        return worker;
    }

    private void startProcess() {
        List<String> jvm = new ArrayList<>();
        jvm.add("-Xmx" + options.maxHeap());
        jvm.add("-XX:+UseSerialGC");
        jvm.add("-XX:+ExitOnOutOfMemoryError");
        jvm.add("-Xlog:gc:file=" + gcLog + "::filecount=0");
        jvm.add("-Djava.awt.headless=true");
        jvm.addAll(options.jvmOptions());
        saveGcLog();
        process = kafka.run(log, jvm, "org.apache.kafka.connect.cli.ConnectDistributed", config.toString());
        ConnectRest rest = rest();
        try {
            Await.until("the Connect worker is ready", START_TIMEOUT, () -> {
                if (!process.isAlive()) {
                    throw new IllegalStateException("the Connect worker has exited");
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

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** CPU time of the worker's process since its last start. */
    public Duration cpuTime() {
        return process.cpuTime();
    }

    /** Peak resident memory of the process since its last start, in bytes ({@code VmHWM} of Linux). */
    public long peakResidentBytes() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From its garbage collection logs, over all its starts. */
    public HeapUse heap() {
        return HeapUse.read(gcLog.resolveSibling("worker-gc-before.log")).plus(HeapUse.read(gcLog));
    }

    /** The JVM overwrites the log at each start, so its content is appended to another file before. */
    private void saveGcLog() {
        try {
            if (Files.exists(gcLog)) {
                Files.write(
                        gcLog.resolveSibling("worker-gc-before.log"),
                        Files.readAllBytes(gcLog),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a thread dump to the log. */
    public void dumpThreads() {
        process.dumpThreads();
    }

    /** SIGSTOP: to its group the worker looks as if its machine had failed. */
    public void suspend() {
        process.suspend();
    }

    public void resume() {
        process.resume();
    }

    /** SIGKILL: the worker cannot flush, commit, or leave its group. */
    public void kill() {
        process.kill();
    }

    /** Starts it with the same address, group and topics, after a clean stop if it still runs. */
    public void restart() {
        close();
        startProcess();
    }

    @Override
    public void close() {
        process.stop(Duration.ofSeconds(30));
    }
}
