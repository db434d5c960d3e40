package io.github.pinsink.sandbox.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.github.pinsink.sandbox.Await;
import io.github.pinsink.sandbox.KafkaHome;
import io.github.pinsink.sandbox.LocalBroker;
import io.github.pinsink.sandbox.LocalWorker;
import io.github.pinsink.sandbox.PluginArchive;
import io.github.pinsink.sandbox.SimulatorProcess;
import io.github.pinsink.sandbox.SimulatorReport;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Measures throughput and CPU time from records in a topic to the API's responses. Options: see {@link BenchOptions}. The
 * result is printed, and written to {@code target/bench-e2e/<label>.json}.
 */
public final class EndToEndBenchmark {
    private static final String TOKEN = "pina_sandbox_token_of_this_benchmark";
    private static final String TOPIC = "orders";
    private static final String WARM_UP = "warm-up";
    private static final int WARM_UP_RECORDS = 1_500_000;
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS);

    private final BenchOptions options;
    private final Path folder;
    private final KafkaHome kafka = KafkaHome.ofBuild();
    private final SimulatorProcess simulator;
    private final LocalBroker broker;
    private int connectors;

    private EndToEndBenchmark(BenchOptions options, Path folder, SimulatorProcess simulator, LocalBroker broker) {
        this.options = options;
        this.folder = folder;
        this.simulator = simulator;
        this.broker = broker;
    }

    /** The result file of a throughput benchmark. */
    record ThroughputResult(
            String at,
            int processors,
            BenchOptions options,
            List<SinkResult> sinks,
            double blockingSenderEventsPerSecond) {}

    /** The result file of a latency benchmark. */
    record LatencyResult(String at, BenchOptions options, SteadyProducer.Latencies latencies) {}

    public static void main(String[] arguments) throws IOException {
        BenchOptions options = BenchOptions.parse(Arrays.asList(arguments));
        Path folder = Files.createTempDirectory("pinsink-bench");
        boolean completed = false;
        try (SimulatorProcess simulator = options.perSecond() > 0
                        ? SimulatorProcess.startValidating(folder, TOKEN)
                        : SimulatorProcess.startCounting(folder, TOKEN);
                LocalBroker broker = LocalBroker.start(KafkaHome.ofBuild(), folder.resolve("broker"))) {
            new EndToEndBenchmark(options, folder, simulator, broker).run();
            completed = true;
        } catch (IllegalStateException e) {
            print("FAILED: " + e.getMessage());
        } finally {
            delete(folder);
        }
        System.exit(completed ? 0 : 1);
    }

    private void run() throws IOException {
        print(options.toString());
        simulator.setLatency(options.latency());
        simulator.setRateLimit(options.apiLimit() == 0 ? Integer.MAX_VALUE : options.apiLimit());
        FixedOrders orders = new FixedOrders(options.recordBytes(), options.accounts(), Instant.now());
        Path connectorPlugins = Files.createDirectories(folder.resolve("connector-plugins"));
        PluginArchive.unpack(Path.of(System.getProperty("pinsink.archive")), connectorPlugins);
        Files.writeString(folder.resolve("pinterest.properties"), "token=" + TOKEN + "\n");
        if (options.perSecond() > 0) {
            measureLatency(orders, connectorPlugins);
            return;
        }
        produce(orders, WARM_UP, Math.min(WARM_UP_RECORDS, options.records()));
        produce(orders, TOPIC, options.records());

        List<SinkResult> sinks = new ArrayList<>();
        sinks.add(measure("connector", connectorPlugins, this::runConnector));
        double blockingSender = 0;
        if (options.baselines()) {
            Path doNothingPlugins = Files.createDirectories(folder.resolve("do-nothing-plugins"));
            packDoNothing(doNothingPlugins.resolve("do-nothing.jar"));
            sinks.add(measure("do-nothing", doNothingPlugins, this::runDoNothing));
            simulator.setRateLimit(Integer.MAX_VALUE);
            blockingSender = BlockingSender.eventsPerSecond(simulator, TOKEN, 1_150);
        }
        printTable(sinks, blockingSender);
        write(new ThroughputResult(
                Instant.now().toString(), Runtime.getRuntime().availableProcessors(), options, sinks, blockingSender));
    }

    private void write(Object result) throws IOException {
        Path file = Files.createDirectories(Path.of("target", "bench-e2e")).resolve(options.label() + ".json");
        Files.write(file, JSON.writeValueAsBytes(result));
        print("Result written to " + file);
    }

    private void measureLatency(FixedOrders orders, Path plugins) throws IOException {
        broker.createTopic(TOPIC, options.partitions());
        SteadyProducer steady = new SteadyProducer(options.records(), options.perSecond());
        try (LocalWorker worker = LocalWorker.start(
                        kafka, folder.resolve("worker"), plugins, broker.bootstrapServers(), workerOptions());
                KafkaProducer<byte[], byte[]> producer = producer("0")) {
            String connector = nextConnectorName();
            worker.rest().put(connector, connectorConfig(TOPIC));
            worker.rest().waitUntilRunning(connector, 1, options.timeout());
            steady.run(number -> producer.send(
                    new ProducerRecord<>(TOPIC, number % options.partitions(), null, orders.order(number))));
            Await.until(
                    "all orders are delivered",
                    options.timeout(),
                    () -> simulator.acceptedCount() >= options.records());
        }
        SteadyProducer.Latencies latencies = steady.latencies(simulator.accepted());
        print(latencies.toString());
        write(new LatencyResult(Instant.now().toString(), options, latencies));
    }

    private void produce(FixedOrders orders, String topic, int count) {
        broker.createTopic(topic, options.partitions());
        try (KafkaProducer<byte[], byte[]> producer = producer("20")) {
            for (int i = 0; i < count; i++) {
                producer.send(new ProducerRecord<>(topic, i % options.partitions(), null, orders.order(i)));
            }
        }
        print("Produced " + count + " orders of " + orders.order(1).length + " bytes to the topic " + topic);
    }

    private KafkaProducer<byte[], byte[]> producer(String lingerMillis) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                broker.bootstrapServers(),
                "linger.ms",
                lingerMillis,
                "batch.size",
                "262144",
                "acks",
                "1");
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private interface Run {
        Measurement of(LocalWorker worker, String topic, int records) throws IOException;
    }

    private LocalWorker.Options workerOptions() {
        // A fixed heap size, as for a worker in production.
        List<String> jvm = new ArrayList<>(List.of("-Xms" + options.heap()));
        if (!options.workerJvm().isEmpty()) {
            jvm.addAll(List.of(options.workerJvm().split(";")));
        }
        return LocalWorker.Options.STANDARD.withMaxHeap(options.heap()).withJvmOptions(jvm.toArray(String[]::new));
    }

    private SinkResult measure(String name, Path plugins, Run run) throws IOException {
        try (LocalWorker worker =
                LocalWorker.start(kafka, folder.resolve(name), plugins, broker.bootstrapServers(), workerOptions())) {
            List<Measurement> runs = new ArrayList<>();
            run.of(worker, WARM_UP, Math.min(WARM_UP_RECORDS, options.records()));
            for (int i = 0; i < options.repeats(); i++) {
                Measurement measurement = run.of(worker, TOPIC, options.records());
                print(String.format(
                        Locale.ROOT,
                        "%-10s %,9.0f events/s %6.2f CPU s per million %6d calls %5.0f events per call %3d in flight",
                        name,
                        measurement.eventsPerSecond(),
                        measurement.cpuSecondsPerMillion(),
                        measurement.calls(),
                        measurement.eventsPerCall(),
                        measurement.maxInFlight()));
                runs.add(measurement);
            }
            return new SinkResult(
                    name,
                    runs,
                    worker.peakResidentBytes(),
                    worker.heap().peakMegabytes(),
                    worker.heap().afterGcMegabytes());
        }
    }

    private Measurement runConnector(LocalWorker worker, String topic, int records) {
        simulator.clearHistory();
        String connector = nextConnectorName();
        Duration cpu = runUntil(worker, connector, connectorConfig(topic), () -> simulator.acceptedCount() >= records);
        SimulatorReport report = simulator.report();
        return new Measurement(
                report.events(),
                report.eventsPerSecond(),
                cpu.toMillis() * 1_000.0 / records,
                report.calls(),
                report.eventsPerCall(),
                report.maxInFlight(),
                report.maxCallsPerMinute(),
                report.byStatus().getOrDefault(429, 0L),
                report.calls()
                        - report.byStatus().getOrDefault(200, 0L)
                        - report.byStatus().getOrDefault(429, 0L));
    }

    private Map<String, String> connectorConfig(String topic) {
        Map<String, String> config = new LinkedHashMap<>(commonConfig(topic));
        config.put("connector.class", "io.github.pinsink.PinterestConversionsSinkConnector");
        config.put("pinterest.ad.account.id", "549755885175");
        config.put("pinterest.access.token", "${file:" + folder.resolve("pinterest.properties") + ":token}");
        config.put("pinterest.api.url", simulator.url());
        config.put("rate.limit.per.minute", Integer.toString(options.rate()));
        config.putAll(OrderMapping.PROPERTIES);
        if (options.accounts() > 1) {
            config.put("mapping.ad_account_id", "account");
        }
        return config;
    }

    private Measurement runDoNothing(LocalWorker worker, String topic, int records) throws IOException {
        String connector = nextConnectorName();
        Path reportFolder = Files.createDirectories(folder.resolve("reports-" + connector));
        Map<String, String> config = new LinkedHashMap<>(commonConfig(topic));
        config.put("connector.class", DoNothingConnector.class.getName());
        config.put(DoNothingConnector.FOLDER, reportFolder.toString());
        Duration cpu = runUntil(worker, connector, config, () -> broker.lag("connect-" + connector, topic) == 0);
        List<TaskReport> reports = new ArrayList<>();
        Await.until("all tasks have written their reports", options.timeout(), () -> {
            reports.clear();
            reports.addAll(readReports(reportFolder));
            return reports.stream().mapToLong(TaskReport::records).sum() >= records;
        });
        long first = reports.stream()
                .filter(report -> report.records() > 0)
                .mapToLong(TaskReport::firstMillis)
                .min()
                .orElse(0);
        long last = reports.stream().mapToLong(TaskReport::lastMillis).max().orElse(0);
        return new Measurement(
                records,
                records * 1_000.0 / Math.max(1, last - first),
                cpu.toMillis() * 1_000.0 / records,
                0,
                0,
                0,
                0,
                0,
                0);
    }

    private record TaskReport(long records, long firstMillis, long lastMillis) {}

    private static List<TaskReport> readReports(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            List<TaskReport> reports = new ArrayList<>();
            for (Path file : files.toList()) {
                String[] parts = Files.readString(file).split(" ");
                if (parts.length == 3) {
                    reports.add(new TaskReport(
                            Long.parseLong(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2])));
                }
            }
            return reports;
        } catch (IOException e) {
            throw new IllegalStateException("could not read the reports in " + folder, e);
        }
    }

    private String nextConnectorName() {
        return "bench-" + ++connectors;
    }

    private Map<String, String> commonConfig(String topic) {
        Map<String, String> config = new LinkedHashMap<>();
        config.put("topics", topic);
        config.put("tasks.max", Integer.toString(options.tasks()));
        config.put("key.converter", "org.apache.kafka.connect.converters.ByteArrayConverter");
        config.put("value.converter", options.converterClass());
        if (options.converter().equals("json")) {
            config.put("value.converter.schemas.enable", "false");
        }
        for (String property : options.connector().split(";")) {
            if (!property.isEmpty()) {
                config.put(property.split("=", 2)[0], property.split("=", 2)[1]);
            }
        }
        return config;
    }

    /** Runs the connector until the condition holds, and returns the worker's CPU time meanwhile. */
    private Duration runUntil(LocalWorker worker, String connector, Map<String, String> config, BooleanSupplier done) {
        Duration before = worker.cpuTime();
        worker.rest().put(connector, config);
        worker.rest().waitUntilRunning(connector, 1, options.timeout());
        long[] lastStatusCheck = {System.nanoTime()};
        Await.until("all orders are processed", options.timeout(), () -> {
            if (System.nanoTime() - lastStatusCheck[0] > Duration.ofSeconds(5).toNanos()) {
                lastStatusCheck[0] = System.nanoTime();
                worker.rest().waitUntilRunning(connector, 1, options.timeout());
            }
            return done.getAsBoolean();
        });
        Duration used = worker.cpuTime().minus(before);
        worker.rest().delete(connector);
        return used;
    }

    private static void packDoNothing(Path jar) throws IOException {
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (Class<?> type : List.of(DoNothingConnector.class, DoNothingConnector.DoNothingTask.class)) {
                String name = type.getName().replace('.', '/') + ".class";
                out.putNextEntry(new JarEntry(name));
                try (InputStream in = EndToEndBenchmark.class.getClassLoader().getResourceAsStream(name)) {
                    in.transferTo(out);
                }
            }
            out.putNextEntry(new JarEntry("META-INF/services/org.apache.kafka.connect.sink.SinkConnector"));
            out.write(DoNothingConnector.class.getName().getBytes(StandardCharsets.UTF_8));
        }
    }

    private void printTable(List<SinkResult> sinks, double blockingSender) {
        print("");
        print("| sink | events/s (median) | spread | CPU s per million | spread | peak RSS | heap peak / after GC |"
                + " events per call | in flight | 429 |");
        print("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
        for (SinkResult sink : sinks) {
            print(String.format(
                    Locale.ROOT,
                    "| %s | %,.0f | %.0f %% | %.2f | %.0f %% | %d MB | %d / %d MB | %.0f | %.0f | %.0f |",
                    sink.name(),
                    sink.eventsPerSecond(),
                    Measurement.spread(sink.runs(), Measurement::eventsPerSecond),
                    sink.cpuSecondsPerMillion(),
                    Measurement.spread(sink.runs(), Measurement::cpuSecondsPerMillion),
                    sink.peakResidentBytes() >> 20,
                    sink.peakHeapMegabytes(),
                    sink.heapAfterGcMegabytes(),
                    Measurement.median(sink.runs(), Measurement::eventsPerCall),
                    Measurement.median(sink.runs(), Measurement::maxInFlight),
                    Measurement.median(sink.runs(), Measurement::throttled)));
        }
        if (sinks.size() > 1) {
            print(String.format(
                    Locale.ROOT,
                    "CPU time relative to the do-nothing sink: %.2f. A sender that waits for each response: %,.0f events/s.",
                    sinks.get(0).cpuSecondsPerMillion() / sinks.get(1).cpuSecondsPerMillion(),
                    blockingSender));
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    private static void print(String line) {
        System.out.println(line);
    }
}
