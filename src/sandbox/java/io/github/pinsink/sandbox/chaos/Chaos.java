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
import io.github.pinsink.sandbox.chaos.ChaosVerdict.Incident;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** One seed of chaos on a broker, some workers and the simulator, each a process of its own. */
public final class Chaos implements AutoCloseable {
    private static final String TOKEN = "pina_sandbox_token_of_chaos";
    private static final String TOPIC = "orders";
    private static final String DEAD_LETTERS = "orders-dead";
    private static final String CONNECTOR = "orders";
    private static final int MOST_PARTITIONS = 8;
    private static final int MOST_TASKS = 4;
    private static final int RECORDS_A_SECOND = 800;
    private static final Duration SETTLING = Duration.ofSeconds(180);

    /** Of the workers in their group and of the tasks' consumers; the least a broker allows. */
    private static final Duration SESSION = Duration.ofSeconds(6);

    /** How long what an act has set in motion goes on: rebalances, repeated reads, tries to connect. */
    private static final Duration AFTERMATH = Duration.ofSeconds(15);

    /** Shorter than some spells in which the dead letter queue fails, so that some of them fail the task. */
    private static final Duration DEAD_LETTER_TIMEOUT = Duration.ofSeconds(8);

    private static final String REQUEST_SIZE = "producer.override.max.request.size";
    private static final int LONGEST_QUEUE_FAILURE_MILLIS = 14_000;

    /** Longer than a task that has to go waits for its answers, and than its successor takes to begin. */
    private static final Duration HANDOVER = Duration.ofSeconds(8);

    /** Retries after a fault, with their backoff. */
    private static final Duration TROUBLE_ENDS = Duration.ofSeconds(5);

    private final long seed;
    private final Random random;
    private final SimulatorProcess pinterest;
    private final LocalBroker broker;
    private final List<LocalWorker> workers = new ArrayList<>();
    private final OrderStream orders;
    private final Map<String, String> config = new LinkedHashMap<>();
    private final List<Undo> undone = new ArrayList<>();
    private final List<Incident> incidents = new ArrayList<>();
    private final List<String> acts = new ArrayList<>();
    private final Map<String, Integer> failures = new TreeMap<>();
    private final Instant begin;
    private int partitions = 3;
    private int deaths;
    private LocalWorker disturbed;
    private final boolean deadLettersFail;
    private boolean deadLettersFailNow;
    private Instant troubleUntil = Instant.EPOCH;
    /** While a handover that began may go on. */
    private Instant handoverUntil = Instant.EPOCH;
    /** When the tasks were last asked how they are. */
    private Instant looked;

    /** What ends an act that goes on. */
    private record Undo(Instant due, Runnable how) {}

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
        pinterest.refuseWhole(OrderStream.POISON);
        pinterest.takeTime(Duration.ofMillis(30));
        broker.createTopic(TOPIC, partitions);
        configure(folder);
        workers.get(0).rest().put(CONNECTOR, config);
        workers.get(0).rest().waitUntilRunning(CONNECTOR, 2, Duration.ofSeconds(90));
        this.orders = new OrderStream(broker.bootstrapServers(), TOPIC, RECORDS_A_SECOND, seed);
        this.begin = Instant.now();
        this.looked = begin;
    }

    /**
     * Sets up a cluster in that folder.
     *
     * @param deadLettersFail whether the dead letter queue fails now and then
     */
    public static Chaos start(long seed, int workers, boolean deadLettersFail, Path archive, Path folder)
            throws IOException {
        KafkaHome kafka = KafkaHome.ofBuild();
        Path plugins = Files.createDirectories(folder.resolve("plugins"));
        PluginArchive.unpack(archive, plugins);
        Files.writeString(folder.resolve("pinterest.properties"), "token=" + TOKEN + "\n");
        SimulatorProcess pinterest = SimulatorProcess.checking(folder, TOKEN);
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

    /** Lets chaos reign for that time, then lets everything recover, and judges. */
    public ChaosReport run(Duration time) {
        Instant end = begin.plus(time);
        // A moment of peace first, so that there is something to disturb.
        Await.pass(Duration.ofSeconds(3));
        while (Instant.now().isBefore(end)) {
            if (deadLettersFail && !deadLettersFailNow && random.nextInt(3) == 0) {
                failDeadLetters();
            }
            actAtRandom();
            Await.pass(Duration.ofMillis(500 + random.nextInt(2_500)));
            undo(Instant.now());
            restartFailed();
        }
        orders.end();
        pinterest.behave();
        undo(Instant.MAX);
        boolean settled = Await.happens(SETTLING, () -> {
            restartFailed();
            return isSettled();
        });
        if (!settled) {
            workers.forEach(LocalWorker::writeStacks);
        }
        return report((int) time.toSeconds(), settled);
    }

    private void actAtRandom() {
        int dice = random.nextInt(100);
        boolean calm = disturbed == null;
        if (dice < 45) {
            fault();
        } else if (dice < 55 && calm) {
            kill();
        } else if (dice < 63 && calm) {
            freeze();
        } else if (dice < 68) {
            restartBroker();
        } else if (dice < 76 && calm) {
            pause();
        } else if (dice < 82 && calm) {
            gently("restart of all tasks", () -> rest().restart(CONNECTOR));
        } else if (dice < 88 && calm) {
            config.put("linger.ms", Integer.toString(100 + random.nextInt(400)));
            gently("config update", () -> rest().put(CONNECTOR, config));
        } else if (dice < 94 && calm) {
            config.put("tasks.max", Integer.toString(1 + random.nextInt(MOST_TASKS)));
            gently(config.get("tasks.max") + " tasks", () -> rest().put(CONNECTOR, config));
        } else if (partitions < MOST_PARTITIONS) {
            partitions++;
            gently(partitions + " partitions", () -> broker.growTopic(TOPIC, partitions));
        }
    }

    private void fault() {
        RandomFaults.PlannedFault planned = RandomFaults.any(random);
        Duration time = Duration.ofMillis(500 + random.nextInt(3_000));
        String name = planned.fault().getClass().getSimpleName();
        note(name + (planned.requests() > 0 ? " x" + planned.requests() : " " + time.toMillis() + " ms"));
        if (Instant.now().isBefore(handoverUntil)) {
            incident("handover while the API failed", AFTERMATH);
        }
        // A spell of requests ends when they have come, which is soon.
        troubleUntil = Instant.now().plus(time).plus(TROUBLE_ENDS);
        if (planned.requests() > 0) {
            pinterest.misbehave(planned.fault(), planned.requests());
        } else {
            pinterest.misbehave(planned.fault(), time);
        }
    }

    /**
     * The dead letter queue fails for a while: an ACL denies writes, which the broker tells a producer that knows the topic
     * only after the send; or no record fits into the producer's requests, so that each send fails at once. Events behind an
     * errant record that waits are not committed, so whatever ends the task meanwhile repeats them.
     */
    private void failDeadLetters() {
        Duration time = Duration.ofMillis(2_000 + random.nextInt(LONGEST_QUEUE_FAILURE_MILLIS));
        boolean denied = random.nextBoolean();
        String name = denied ? "dead letters denied" : "dead letters too large";
        try {
            if (denied) {
                broker.denyWrites(DEAD_LETTERS);
            } else {
                config.put(REQUEST_SIZE, "100");
                rest().put(CONNECTOR, config);
            }
        } catch (IllegalStateException e) {
            config.remove(REQUEST_SIZE);
            note(name + " refused");
            return;
        }
        note(name + " " + time.toMillis() + " ms");
        incident(name, time.plus(AFTERMATH));
        deadLettersFailNow = true;
        later(time, () -> restoreDeadLetters(denied));
    }

    /** A broker that has just come back may not answer yet, and a cluster that is busy may refuse a config. */
    private void restoreDeadLetters(boolean denied) {
        config.remove(REQUEST_SIZE);
        Await.until("dead letters can be written", Duration.ofSeconds(90), () -> {
            try {
                if (denied) {
                    broker.allowWrites(DEAD_LETTERS);
                } else {
                    rest().put(CONNECTOR, config);
                }
                return true;
            } catch (IllegalStateException e) {
                return false;
            }
        });
        note("dead letters can be written");
        incident("dead letters can be written again", AFTERMATH);
        deadLettersFailNow = false;
    }

    private void kill() {
        LocalWorker worker = workers.get(random.nextInt(workers.size()));
        Duration time = Duration.ofMillis(500 + random.nextInt(4_000));
        note("SIGKILL");
        incident("kill", time.plus(SESSION).plus(AFTERMATH));
        disturbed = worker;
        worker.kill();
        later(time, () -> {
            worker.restart();
            disturbed = null;
        });
    }

    private void freeze() {
        LocalWorker worker = workers.get(random.nextInt(workers.size()));
        Duration time = SESSION.plusMillis(1_000 + random.nextInt(4_000));
        note("SIGSTOP " + time.toMillis() + " ms");
        incident("freeze", time.plus(AFTERMATH));
        disturbed = worker;
        worker.freeze();
        later(time, () -> {
            worker.unfreeze();
            disturbed = null;
        });
    }

    private void restartBroker() {
        note("broker restart");
        Instant from = Instant.now();
        broker.restart();
        incidents.add(new Incident("broker restart", from, Instant.now().plus(AFTERMATH)));
    }

    private void pause() {
        gently("pause", () -> rest().pause(CONNECTOR));
        later(Duration.ofMillis(500 + random.nextInt(2_500)), () -> gently("resume", () -> rest().resume(CONNECTOR)));
    }

    /**
     * An act after which nothing may be sent twice, unless the API fails just then: a task that has to go waits for its
     * answers, but not longer than a worker lets it. A cluster that is busy with another act may refuse this one.
     */
    private void gently(String name, Runnable act) {
        if (Instant.now().isBefore(troubleUntil)) {
            incident("handover while the API failed", AFTERMATH);
        }
        handoverUntil = Instant.now().plus(HANDOVER);
        try {
            act.run();
            note(name);
        } catch (IllegalStateException e) {
            note(name + " refused");
        }
    }

    private ConnectRest rest() {
        return workers.stream()
                .filter(worker -> worker != disturbed)
                .findFirst()
                .orElseThrow()
                .rest();
    }

    private void note(String act) {
        acts.add(Duration.between(begin, Instant.now()).toSeconds() + "s " + act);
    }

    private void incident(String name, Duration time) {
        incidents.add(new Incident(name, Instant.now(), Instant.now().plus(time)));
    }

    private void later(Duration time, Runnable how) {
        undone.add(new Undo(Instant.now().plus(time), how));
    }

    private void undo(Instant now) {
        for (Undo undo : List.copyOf(undone)) {
            if (!undo.due().isAfter(now)) {
                undone.remove(undo);
                undo.how().run();
            }
        }
    }

    /** What an operator does with a task that has failed: 401, 403, 404 and the like end it when they last. */
    private void restartFailed() {
        if (disturbed != null) {
            return;
        }
        for (LocalWorker worker : workers) {
            if (!worker.isAlive()) {
                deaths++;
                note("a worker had ended by itself");
                worker.restart();
            }
        }
        Instant now = Instant.now();
        try {
            for (JsonNode task : rest().status(CONNECTOR).path("tasks")) {
                if (task.path("state").asText().equals("FAILED")) {
                    failures.merge(reason(task.path("trace").asText()), 1, Integer::sum);
                    // At some time since the last look, which was long ago where a worker had to thaw first.
                    incidents.add(new Incident("a task that had failed", looked, now.plus(AFTERMATH)));
                    rest().restartTask(CONNECTOR, task.path("id").asInt());
                }
            }
            looked = now;
        } catch (IllegalStateException e) {
            note("no status");
        }
    }

    /** The innermost cause in a line, without what differs each time. */
    private static String reason(String trace) {
        List<String> causes =
                trace.lines().filter(line -> !line.startsWith("\t")).toList();
        String last = causes.isEmpty() ? trace : causes.get(causes.size() - 1);
        String plain = last.replaceAll("[0-9]+", "#");
        return plain.substring(0, Math.min(160, plain.length()));
    }

    private boolean isSettled() {
        try {
            return broker.lag("connect-" + CONNECTOR, TOPIC) == 0;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    private ChaosReport report(int seconds, boolean settled) {
        List<ConsumerRecord<String, String>> letters;
        try (TopicReader reader = new TopicReader(broker.bootstrapServers())) {
            letters = reader.read(DEAD_LETTERS, Duration.ofSeconds(30));
        }
        Set<String> dead = letters.stream().map(ConsumerRecord::key).collect(Collectors.toSet());
        ChaosVerdict judgement = ChaosVerdict.of(
                orders,
                pinterest.accepted(),
                letters.stream().map(ConsumerRecord::key).toList(),
                incidents);
        SimulatorReport calls = pinterest.report();
        int kept = 0;
        int peak = 0;
        for (LocalWorker worker : workers) {
            peak = Math.max(peak, worker.heap().peakMegabytes());
            kept = Math.max(kept, worker.heap().keptMegabytes());
        }
        int again = judgement.duplicates().values().stream()
                .mapToInt(Integer::intValue)
                .sum();
        return new ChaosReport(
                seed,
                seconds,
                orders.all().size(),
                orders.unconfirmed(),
                (int) calls.events() - again,
                judgement.duplicates(),
                judgement.lettersAgain(),
                dead.size(),
                orders.filtered().size(),
                judgement.missing(),
                judgement.misplaced(),
                judgement.changed(),
                judgement.unexplained(),
                settled,
                calls.calls(),
                calls.byStatus(),
                peak,
                kept,
                deaths,
                List.copyOf(acts),
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
