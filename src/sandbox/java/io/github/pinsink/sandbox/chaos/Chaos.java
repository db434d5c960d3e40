package io.github.pinsink.sandbox.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.pinsink.sandbox.Await;
import io.github.pinsink.sandbox.ConnectRest;
import io.github.pinsink.sandbox.KafkaHome;
import io.github.pinsink.sandbox.LocalBroker;
import io.github.pinsink.sandbox.LocalWorker;
import io.github.pinsink.sandbox.PluginArchive;
import io.github.pinsink.sandbox.SimulatorProcess;
import io.github.pinsink.sandbox.SimulatorReport;
import io.github.pinsink.sandbox.TopicReader;
import io.github.pinsink.sandbox.chaos.ChaosCheck.Incident;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A chaos test with one seed, on a broker, some workers and the simulator, each in a separate process. */
public final class Chaos implements AutoCloseable {
    private static final String TOKEN = "pina_sandbox_token_of_chaos";
    private static final String TOPIC = "orders";
    private static final String DEAD_LETTERS = "orders-dead";
    private static final String CONNECTOR = "orders";
    private static final int MAX_PARTITIONS = 8;
    private static final int MAX_TASKS = 4;
    private static final int RECORDS_PER_SECOND = 800;
    private static final Duration SETTLE_TIMEOUT = Duration.ofSeconds(180);

    /** Session timeout of the workers and of the tasks' consumers; the minimum that a broker allows by default. */
    private static final Duration SESSION = Duration.ofSeconds(6);

    /** How long the effects of a disruption last: rebalances, repeated reads, reconnects. */
    private static final Duration RECOVERY = Duration.ofSeconds(15);

    /** Shorter than some failures of the dead letter queue, so that some of them fail the task. */
    private static final Duration DEAD_LETTER_TIMEOUT = Duration.ofSeconds(8);

    private static final String REQUEST_SIZE = "producer.override.max.request.size";
    private static final int MAX_QUEUE_FAILURE_MILLIS = 14_000;

    /** Longer than a stopping task waits for responses, and than its successor takes to start. */
    private static final Duration HANDOVER = Duration.ofSeconds(8);

    /** How long retries with their backoff continue after a fault. */
    private static final Duration RETRIES = Duration.ofSeconds(5);

    private final long seed;
    private final Random random;
    private final SimulatorProcess pinterest;
    private final LocalBroker broker;
    private final List<LocalWorker> workers = new ArrayList<>();
    private final OrderStream orders;
    private final Map<String, String> config = new LinkedHashMap<>();
    private final List<ScheduledRevert> reverts = new ArrayList<>();
    private final List<Incident> incidents = new ArrayList<>();
    private final List<String> actions = new ArrayList<>();
    private final Map<String, Integer> failures = new TreeMap<>();
    private final Instant start;
    private int partitions = 3;
    private int exitedWorkers;
    /** The worker that is killed or suspended now; null for none. */
    private LocalWorker disruptedWorker;

    private final boolean deadLettersFail;
    private boolean deadLettersFailNow;
    private Instant apiFaultUntil = Instant.EPOCH;
    private Instant handoverUntil = Instant.EPOCH;
    private Instant lastStatusCheck;

    /** Ends a disruption that lasts for a while. */
    private record ScheduledRevert(Instant due, Runnable action) {}

    private Chaos(
            long seed,
            boolean deadLettersFail,
            SimulatorProcess pinterest,
            LocalBroker broker,
            List<LocalWorker> workers,
            Path folder) {
        this.seed = seed;
        this.deadLettersFail = deadLettersFail;
        this.random = new Random(seed);
        this.pinterest = pinterest;
        this.broker = broker;
        this.workers.addAll(workers);
        pinterest.rejectRequestsContaining(OrderStream.REJECTED);
        pinterest.setLatency(Duration.ofMillis(30));
        broker.createTopic(TOPIC, partitions);
        configure(folder);
        workers.get(0).rest().put(CONNECTOR, config);
        workers.get(0).rest().waitUntilRunning(CONNECTOR, 2, Duration.ofSeconds(90));
        this.orders = new OrderStream(broker.bootstrapServers(), TOPIC, RECORDS_PER_SECOND, seed);
        this.start = Instant.now();
        this.lastStatusCheck = start;
    }

    /**
     * Starts a cluster in that folder.
     *
     * @param deadLettersFail whether the dead letter queue fails from time to time
     */
    public static Chaos start(long seed, int workers, boolean deadLettersFail, Path archive, Path folder)
            throws IOException {
        KafkaHome kafka = KafkaHome.ofBuild();
        Path plugins = Files.createDirectories(folder.resolve("plugins"));
        PluginArchive.unpack(archive, plugins);
        Files.writeString(folder.resolve("pinterest.properties"), "token=" + TOKEN + "\n");
        SimulatorProcess pinterest = SimulatorProcess.startValidating(folder, TOKEN);
        Path brokerFolder = folder.resolve("broker");
        LocalBroker broker = deadLettersFail
                ? LocalBroker.startWithAcls(kafka, brokerFolder)
                : LocalBroker.start(kafka, brokerFolder);
        LocalWorker.Options options = LocalWorker.Options.STANDARD
                .withMaxHeap("256m")
                .withGroup("chaos-" + seed)
                .withExtra(Map.of(
                        "session.timeout.ms", Long.toString(SESSION.toMillis()),
                        "heartbeat.interval.ms", "2000",
                        "rebalance.timeout.ms", "20000"));
        List<LocalWorker> started = new ArrayList<>();
        for (int i = 0; i < workers; i++) {
            started.add(LocalWorker.start(
                    kafka, folder.resolve("worker-" + i), plugins, broker.bootstrapServers(), options));
        }
        return new Chaos(seed, deadLettersFail, pinterest, broker, started, folder);
    }

    private void configure(Path folder) {
        config.putAll(
                OrdersConnector.config(TOPIC, DEAD_LETTERS, folder.resolve("pinterest.properties"), pinterest.url()));
        config.put("tasks.max", "2");
        config.put("consumer.override.session.timeout.ms", Long.toString(SESSION.toMillis()));
        config.put("consumer.override.heartbeat.interval.ms", "2000");
        config.put("consumer.override.metadata.max.age.ms", "2000");
        config.put("linger.ms", "300");
        config.put("dead.letter.timeout.ms", Long.toString(DEAD_LETTER_TIMEOUT.toMillis()));
        config.put("request.timeout.ms", "3000");
        config.put("retry.backoff.ms", "100");
        config.put("retry.backoff.max.ms", "2000");
        config.put("mapping.user_data.fn", "customer.first_name");
        config.put("mapping.user_data.ct", "customer.city");
        config.put("mapping.custom_data.currency", "currency");
        config.put("mapping.custom_data.value", "$minorUnits(total_cents, currency)");
        config.put("mapping.custom_data.contents", "items.{\"id\": sku, \"item_price\": price, \"quantity\": qty}");
    }

    /** Runs random actions for that time, waits until everything has recovered, and checks each record. */
    public ChaosReport run(Duration time) {
        Instant end = start.plus(time);
        // So that some events are in flight before the first action.
        Await.sleep(Duration.ofSeconds(3));
        while (Instant.now().isBefore(end)) {
            if (deadLettersFail && !deadLettersFailNow && random.nextInt(3) == 0) {
                failDeadLetters();
            }
            runRandomAction();
            Await.sleep(Duration.ofMillis(500 + random.nextInt(2_500)));
            revertDue(Instant.now());
            restartFailed();
        }
        orders.end();
        pinterest.clearFaults();
        revertDue(Instant.MAX);
        boolean settled = Await.isTrueWithin(SETTLE_TIMEOUT, () -> {
            restartFailed();
            return isSettled();
        });
        if (!settled) {
            workers.forEach(LocalWorker::dumpThreads);
        }
        return report((int) time.toSeconds(), settled);
    }

    private void runRandomAction() {
        int percent = random.nextInt(100);
        boolean allWorkersRun = disruptedWorker == null;
        if (percent < 45) {
            injectFault();
        } else if (percent < 55 && allWorkersRun) {
            kill();
        } else if (percent < 63 && allWorkersRun) {
            suspend();
        } else if (percent < 68) {
            restartBroker();
        } else if (percent < 76 && allWorkersRun) {
            pause();
        } else if (percent < 82 && allWorkersRun) {
            runHandover("restart of all tasks", () -> rest().restart(CONNECTOR));
        } else if (percent < 88 && allWorkersRun) {
            config.put("linger.ms", Integer.toString(100 + random.nextInt(400)));
            runHandover("config update", () -> rest().put(CONNECTOR, config));
        } else if (percent < 94 && allWorkersRun) {
            config.put("tasks.max", Integer.toString(1 + random.nextInt(MAX_TASKS)));
            runHandover("tasks.max=" + config.get("tasks.max"), () -> rest().put(CONNECTOR, config));
        } else if (partitions < MAX_PARTITIONS) {
            partitions++;
            runHandover(partitions + " partitions", () -> broker.setPartitions(TOPIC, partitions));
        }
    }

    private void injectFault() {
        RandomFaults.PlannedFault planned = RandomFaults.any(random);
        Duration time = Duration.ofMillis(500 + random.nextInt(3_000));
        String name = planned.fault().getClass().getSimpleName();
        log(name + (planned.requests() > 0 ? " x" + planned.requests() : " " + time.toMillis() + " ms"));
        if (Instant.now().isBefore(handoverUntil)) {
            addIncident("handover during an API fault", RECOVERY);
        }
        // A fault for some requests ends when they have arrived, which is soon.
        apiFaultUntil = Instant.now().plus(time).plus(RETRIES);
        if (planned.requests() > 0) {
            pinterest.injectFault(planned.fault(), planned.requests());
        } else {
            pinterest.injectFault(planned.fault(), time);
        }
    }

    /**
     * Makes writes to the dead letter queue fail for a while. Either an ACL denies writes, which the producer learns only
     * after the send. Or no record fits into {@code max.request.size}, so that each send fails at once. Offsets are not
     * committed past a record whose dead letter is pending, so a restart of the task meanwhile causes duplicates.
     */
    private void failDeadLetters() {
        Duration time = Duration.ofMillis(2_000 + random.nextInt(MAX_QUEUE_FAILURE_MILLIS));
        boolean byAcl = random.nextBoolean();
        String name = byAcl ? "dead letter writes denied" : "dead letters too large";
        try {
            if (byAcl) {
                broker.denyWrites(DEAD_LETTERS);
            } else {
                config.put(REQUEST_SIZE, "100");
                rest().put(CONNECTOR, config);
            }
        } catch (IllegalStateException e) {
            config.remove(REQUEST_SIZE);
            log(name + " not possible");
            return;
        }
        log(name + " " + time.toMillis() + " ms");
        addIncident(name, time.plus(RECOVERY));
        deadLettersFailNow = true;
        schedule(time, () -> restoreDeadLetters(byAcl));
    }

    /** Retries, since the broker may be restarting, and the workers may reject a config during a rebalance. */
    private void restoreDeadLetters(boolean byAcl) {
        config.remove(REQUEST_SIZE);
        Await.until("dead letters can be written", Duration.ofSeconds(90), () -> {
            try {
                if (byAcl) {
                    broker.allowWrites(DEAD_LETTERS);
                } else {
                    rest().put(CONNECTOR, config);
                }
                return true;
            } catch (IllegalStateException e) {
                return false;
            }
        });
        log("dead letter writes restored");
        addIncident("dead letter writes restored", RECOVERY);
        deadLettersFailNow = false;
    }

    private void kill() {
        LocalWorker worker = workers.get(random.nextInt(workers.size()));
        Duration time = Duration.ofMillis(500 + random.nextInt(4_000));
        log("SIGKILL");
        addIncident("kill", time.plus(SESSION).plus(RECOVERY));
        disruptedWorker = worker;
        worker.kill();
        schedule(time, () -> {
            worker.restart();
            disruptedWorker = null;
        });
    }

    private void suspend() {
        LocalWorker worker = workers.get(random.nextInt(workers.size()));
        Duration time = SESSION.plusMillis(1_000 + random.nextInt(4_000));
        log("SIGSTOP " + time.toMillis() + " ms");
        addIncident("suspend", time.plus(RECOVERY));
        disruptedWorker = worker;
        worker.suspend();
        schedule(time, () -> {
            worker.resume();
            disruptedWorker = null;
        });
    }

    private void restartBroker() {
        log("broker restart");
        Instant from = Instant.now();
        broker.restart();
        incidents.add(new Incident("broker restart", from, Instant.now().plus(RECOVERY)));
    }

    private void pause() {
        runHandover("pause", () -> rest().pause(CONNECTOR));
        schedule(
                Duration.ofMillis(500 + random.nextInt(2_500)),
                () -> runHandover("resume", () -> rest().resume(CONNECTOR)));
    }

    /**
     * Runs an action that must not cause duplicates, unless the API fails at the same time: a stopping task waits for its
     * responses, but not longer than the worker allows. The workers may reject the action during a rebalance.
     */
    private void runHandover(String name, Runnable action) {
        if (Instant.now().isBefore(apiFaultUntil)) {
            addIncident("handover during an API fault", RECOVERY);
        }
        handoverUntil = Instant.now().plus(HANDOVER);
        try {
            action.run();
            log(name);
        } catch (IllegalStateException e) {
            log(name + " not possible");
        }
    }

    private ConnectRest rest() {
        return workers.stream()
                .filter(worker -> worker != disruptedWorker)
                .findFirst()
                .orElseThrow()
                .rest();
    }

    private void log(String action) {
        actions.add(Duration.between(start, Instant.now()).toSeconds() + "s " + action);
    }

    private void addIncident(String name, Duration time) {
        incidents.add(new Incident(name, Instant.now(), Instant.now().plus(time)));
    }

    private void schedule(Duration delay, Runnable revert) {
        reverts.add(new ScheduledRevert(Instant.now().plus(delay), revert));
    }

    private void revertDue(Instant now) {
        for (ScheduledRevert revert : List.copyOf(reverts)) {
            if (!revert.due().isAfter(now)) {
                reverts.remove(revert);
                revert.action().run();
            }
        }
    }

    /** Restarts failed tasks, as an operator would: responses such as 401, 403 and 404 fail a task if they last. */
    private void restartFailed() {
        if (disruptedWorker != null) {
            return;
        }
        for (LocalWorker worker : workers) {
            if (!worker.isAlive()) {
                exitedWorkers++;
                log("a worker had exited");
                worker.restart();
            }
        }
        Instant now = Instant.now();
        try {
            for (JsonNode task : rest().status(CONNECTOR).path("tasks")) {
                if (task.path("state").asText().equals("FAILED")) {
                    failures.merge(reason(task.path("trace").asText()), 1, Integer::sum);
                    // It failed after the last check, which was long ago if a worker was killed or suspended.
                    incidents.add(new Incident("failed task", lastStatusCheck, now.plus(RECOVERY)));
                    rest().restartTask(CONNECTOR, task.path("id").asInt());
                }
            }
            lastStatusCheck = now;
        } catch (IllegalStateException e) {
            log("status not available");
        }
    }

    /** The innermost cause in one line, with its numbers replaced, so that equal reasons can be counted. */
    private static String reason(String trace) {
        List<String> causes =
                trace.lines().filter(line -> !line.startsWith("\t")).toList();
        String innermost = causes.isEmpty() ? trace : causes.get(causes.size() - 1);
        String withoutNumbers = innermost.replaceAll("[0-9]+", "#");
        return withoutNumbers.substring(0, Math.min(160, withoutNumbers.length()));
    }

    private boolean isSettled() {
        try {
            return broker.lag("connect-" + CONNECTOR, TOPIC) == 0;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    private ChaosReport report(int seconds, boolean settled) {
        List<String> deadLetters;
        try (TopicReader reader = new TopicReader(broker.bootstrapServers())) {
            deadLetters = reader.read(DEAD_LETTERS, Duration.ofSeconds(30)).stream()
                    .map(ConsumerRecord::key)
                    .toList();
        }
        ChaosCheck check = ChaosCheck.of(orders, pinterest.accepted(), deadLetters, incidents);
        SimulatorReport calls = pinterest.report();
        int peak = 0;
        int afterGc = 0;
        for (LocalWorker worker : workers) {
            peak = Math.max(peak, worker.heap().peakMegabytes());
            afterGc = Math.max(afterGc, worker.heap().afterGcMegabytes());
        }
        int duplicates =
                check.duplicates().values().stream().mapToInt(Integer::intValue).sum();
        return new ChaosReport(
                seed,
                seconds,
                orders.all().size(),
                orders.unconfirmed(),
                (int) calls.events() - duplicates,
                check.duplicates(),
                check.duplicateDeadLetters(),
                new HashSet<>(deadLetters).size(),
                orders.filtered().size(),
                check.missing(),
                check.misplaced(),
                check.changed(),
                check.unexplained(),
                settled,
                calls.calls(),
                calls.byStatus(),
                peak,
                afterGc,
                exitedWorkers,
                List.copyOf(actions),
                Map.copyOf(failures));
    }

    @Override
    public void close() {
        orders.close();
        workers.forEach(LocalWorker::close);
        broker.close();
        pinterest.close();
    }
}
