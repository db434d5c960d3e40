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
 * How many events a second, and at what cost, from records that already are in the topic to the API's answers. Options:
 * see {@link BenchOptions}. The result is printed, and kept as {@code target/bench-e2e/<label>.json}.
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

    /** What is kept of a benchmark. */
    record Result(
            String at,
            int processors,
            BenchOptions options,
            List<BenchmarkedConnector> subjects,
            double waitingSenderEventsPerSecond) {}

    /** What is kept of orders that came one by one. */
    record TrickleResult(String at, BenchOptions options, SteadyProducer.Waits waits) {}

    public static void main(String[] arguments) throws IOException {
        BenchOptions options = BenchOptions.parse(Arrays.asList(arguments));
        Path folder = Files.createTempDirectory("pinsink-bench");
        boolean good = false;
        try (SimulatorProcess simulator = options.perSecond() > 0
                        ? SimulatorProcess.checking(folder, TOKEN)
                        : SimulatorProcess.counting(folder, TOKEN);
                LocalBroker broker = LocalBroker.start(KafkaHome.ofBuild(), folder.resolve("broker"))) {
            new EndToEndBenchmark(options, folder, simulator, broker).run();
            good = true;
        } catch (IllegalStateException e) {
            say("NOT DONE: " + e.getMessage());
        } finally {
            delete(folder);
        }
        System.exit(good ? 0 : 1);
    }

    private void run() throws IOException {
        say(options.toString());
        simulator.takeTime(options.latency());
        simulator.limitPerMinute(options.apiLimit() == 0 ? Integer.MAX_VALUE : options.apiLimit());
        FixedOrders orders = new FixedOrders(options.recordBytes(), options.accounts(), Instant.now());
        Path ours = Files.createDirectories(folder.resolve("connector-plugins"));
        PluginArchive.unpack(Path.of(System.getProperty("pinsink.archive")), ours);
        Files.writeString(folder.resolve("pinterest.properties"), "token=" + TOKEN + "\n");
        if (options.perSecond() > 0) {
            trickle(orders, ours);
            return;
        }
        load(orders, WARM_UP, Math.min(WARM_UP_RECORDS, options.records()));
        load(orders, TOPIC, options.records());

        List<BenchmarkedConnector> subjects = new ArrayList<>();
        subjects.add(measure("connector", ours, this::deliver));
        double waiting = 0;
        if (options.baselines()) {
            Path nothing = Files.createDirectories(folder.resolve("nothing-plugins"));
            packDoNothing(nothing.resolve("do-nothing.jar"));
            subjects.add(measure("nothing", nothing, this::doNothing));
            simulator.limitPerMinute(Integer.MAX_VALUE);
            waiting = BlockingApi.eventsPerSecond(simulator, TOKEN, 1_150);
        }
        print(subjects, waiting);
        keep(new Result(
                Instant.now().toString(), Runtime.getRuntime().availableProcessors(), options, subjects, waiting));
    }

    private void keep(Object result) throws IOException {
        Path file = Files.createDirectories(Path.of("target", "bench-e2e")).resolve(options.label() + ".json");
        Files.write(file, JSON.writeValueAsBytes(result));
        say("Kept in " + file);
    }

    private void trickle(FixedOrders orders, Path plugins) throws IOException {
        broker.createTopic(TOPIC, options.partitions());
        SteadyProducer trickle = new SteadyProducer(options.records(), options.perSecond());
        try (LocalWorker worker = LocalWorker.start(
                        kafka, folder.resolve("worker"), plugins, broker.bootstrapServers(), workerOptions());
                KafkaProducer<byte[], byte[]> producer = producer("0")) {
            String connector = nextName();
            worker.rest().put(connector, delivering(TOPIC));
            worker.rest().waitUntilRunning(connector, 1, options.limit());
            trickle.run(number -> producer.send(
                    new ProducerRecord<>(TOPIC, number % options.partitions(), null, orders.order(number))));
            Await.until("all orders", options.limit(), () -> simulator.acceptedCount() >= options.records());
        }
        SteadyProducer.Waits waits = trickle.waits(simulator.accepted());
        say(waits.toString());
        keep(new TrickleResult(Instant.now().toString(), options, waits));
    }

    private void load(FixedOrders orders, String topic, int count) {
        broker.createTopic(topic, options.partitions());
        try (KafkaProducer<byte[], byte[]> producer = producer("20")) {
            for (int i = 0; i < count; i++) {
                producer.send(new ProducerRecord<>(topic, i % options.partitions(), null, orders.order(i)));
            }
        }
        say("Loaded " + count + " orders of " + orders.order(1).length + " bytes into " + topic);
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
        // All of its heap from the start, as one gives to a worker that is to run for months.
        List<String> jvm = new ArrayList<>(List.of("-Xms" + options.heap()));
        if (!options.workerJvm().isEmpty()) {
            jvm.addAll(List.of(options.workerJvm().split(";")));
        }
        return LocalWorker.Options.STANDARD.withMaxHeap(options.heap()).withJvmOptions(jvm.toArray(String[]::new));
    }

    private BenchmarkedConnector measure(String name, Path plugins, Run run) throws IOException {
        try (LocalWorker worker =
                LocalWorker.start(kafka, folder.resolve(name), plugins, broker.bootstrapServers(), workerOptions())) {
            List<Measurement> runs = new ArrayList<>();
            run.of(worker, WARM_UP, Math.min(WARM_UP_RECORDS, options.records()));
            for (int i = 0; i < options.repeats(); i++) {
                Measurement one = run.of(worker, TOPIC, options.records());
                say(String.format(
                        Locale.ROOT,
                        "%-10s %,9.0f events/s %6.2f CPU s/M %6d calls %5.0f a call, %d in flight",
                        name,
                        one.eventsPerSecond(),
                        one.cpuSecondsPerMillion(),
                        one.calls(),
                        one.eventsPerCall(),
                        one.mostInFlight()));
                runs.add(one);
            }
            return new BenchmarkedConnector(
                    name,
                    runs,
                    worker.peakResidentBytes(),
                    worker.heap().peakMegabytes(),
                    worker.heap().keptMegabytes());
        }
    }

    private Measurement deliver(LocalWorker worker, String topic, int records) {
        simulator.forget();
        String connector = nextName();
        Duration cpu = during(worker, connector, delivering(topic), () -> simulator.acceptedCount() >= records);
        SimulatorReport report = simulator.report();
        return new Measurement(
                report.events(),
                report.eventsPerSecond(),
                cpu.toMillis() * 1_000.0 / records,
                report.calls(),
                report.eventsPerCall(),
                report.mostAtOnce(),
                report.busiestMinute(),
                report.byStatus().getOrDefault(429, 0L),
                report.calls()
                        - report.byStatus().getOrDefault(200, 0L)
                        - report.byStatus().getOrDefault(429, 0L));
    }

    private Map<String, String> delivering(String topic) {
        Map<String, String> config = new LinkedHashMap<>(common(topic));
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

    private Measurement doNothing(LocalWorker worker, String topic, int records) throws IOException {
        String connector = nextName();
        Path reports = Files.createDirectories(folder.resolve("reports-" + connector));
        Map<String, String> config = new LinkedHashMap<>(common(topic));
        config.put("connector.class", DoNothingConnector.class.getName());
        config.put(DoNothingConnector.FOLDER, reports.toString());
        Duration cpu = during(worker, connector, config, () -> broker.lag("connect-" + connector, topic) == 0);
        List<long[]> told = new ArrayList<>();
        Await.until("the reports of the tasks", options.limit(), () -> {
            told.clear();
            told.addAll(reports(reports));
            return told.stream().mapToLong(one -> one[0]).sum() >= records;
        });
        long first = told.stream()
                .filter(one -> one[0] > 0)
                .mapToLong(one -> one[1])
                .min()
                .orElse(0);
        long last = told.stream().mapToLong(one -> one[2]).max().orElse(0);
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

    private static List<long[]> reports(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            List<long[]> all = new ArrayList<>();
            for (Path file : files.toList()) {
                String[] parts = Files.readString(file).split(" ");
                if (parts.length == 3) {
                    all.add(Arrays.stream(parts).mapToLong(Long::parseLong).toArray());
                }
            }
            return all;
        } catch (IOException e) {
            throw new IllegalStateException("the reports could not be read", e);
        }
    }

    private String nextName() {
        return "bench-" + ++connectors;
    }

    private Map<String, String> common(String topic) {
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

    /** Runs the connector until the condition holds, and tells what processor time the worker needed meanwhile. */
    private Duration during(LocalWorker worker, String connector, Map<String, String> config, BooleanSupplier done) {
        Duration before = worker.processorTime();
        worker.rest().put(connector, config);
        worker.rest().waitUntilRunning(connector, 1, options.limit());
        long[] looked = {System.nanoTime()};
        Await.until("all orders", options.limit(), () -> {
            if (System.nanoTime() - looked[0] > Duration.ofSeconds(5).toNanos()) {
                looked[0] = System.nanoTime();
                worker.rest().waitUntilRunning(connector, 1, options.limit());
            }
            return done.getAsBoolean();
        });
        Duration used = worker.processorTime().minus(before);
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

    private void print(List<BenchmarkedConnector> subjects, double waiting) {
        say("");
        say("| sink | events/s (median) | spread | CPU s per million | spread | peak RSS | heap peak / kept |"
                + " events a call | in flight | 429 |");
        say("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
        for (BenchmarkedConnector subject : subjects) {
            say(String.format(
                    Locale.ROOT,
                    "| %s | %,.0f | %.0f %% | %.2f | %.0f %% | %d MB | %d / %d MB | %.0f | %.0f | %.0f |",
                    subject.name(),
                    subject.eventsPerSecond(),
                    Measurement.spread(subject.runs(), Measurement::eventsPerSecond),
                    subject.cpuSecondsPerMillion(),
                    Measurement.spread(subject.runs(), Measurement::cpuSecondsPerMillion),
                    subject.peakResidentBytes() >> 20,
                    subject.peakHeapMegabytes(),
                    subject.keptHeapMegabytes(),
                    Measurement.median(subject.runs(), Measurement::eventsPerCall),
                    Measurement.median(subject.runs(), Measurement::mostInFlight),
                    Measurement.median(subject.runs(), Measurement::throttled)));
        }
        if (subjects.size() > 1) {
            say(String.format(
                    Locale.ROOT,
                    "CPU of the connector to that of nothing: %.2f. A sender that waits for each answer: %,.0f events/s.",
                    subjects.get(0).cpuSecondsPerMillion() / subjects.get(1).cpuSecondsPerMillion(),
                    waiting));
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(one);
            }
        }
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
