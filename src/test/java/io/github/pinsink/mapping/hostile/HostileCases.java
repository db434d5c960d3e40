package io.github.pinsink.mapping.hostile;

import com.sun.management.ThreadMXBean;
import io.github.pinsink.config.ConnectorConfig;
import io.github.pinsink.event.Problem;
import io.github.pinsink.mapping.Mapper;
import io.github.pinsink.mapping.MappingResult;
import io.github.pinsink.mapping.MappingResult.Invalid;
import io.github.pinsink.mapping.MappingResult.Mapped;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/**
 * Maps hostile records by expressions that people write, in a JVM of its own that a case can end. Takes the seed, the number
 * of the first case and how many. It prints a line before each case, a line for each that failed, and one behind the last.
 *
 * <p>Time is that of the processor in the thread that maps, so that a busy machine does not count against a case, nor do
 * the threads of the compiler and of the garbage collection.
 */
final class HostileCases {
    /** What the records may take, by the configuration of each. */
    private static final long BUDGET_MILLIS = 200;

    /** Twice the budget, and what it takes to read a large record and to encode its events. */
    private static final long LIMIT_MILLIS = 2 * BUDGET_MILLIS + 100;

    /** Far beyond the limit a case will not end any more; what holds it cannot be interrupted. */
    private static final long HANGS_MILLIS = 20 * BUDGET_MILLIS;

    /** They become a header of the dead letter queue. */
    private static final int LONGEST_REASONS = 30_000;

    static final String BEGINS = "case ";
    static final String FAILED = "failed ";
    static final String FINISHED = "finished ";
    static final int HANGS = 7;

    private final Mapper plain = mapper(WrittenExpressions.plainMapping());
    private final Map<String, Integer> results = new TreeMap<>();

    /** The case that runs, for whoever watches. */
    private volatile String current = "";

    private volatile long began;

    /** The number of valid records. */
    private int sound;

    private HostileCases() {}

    public static void main(String[] arguments) throws InterruptedException {
        long seed = Long.parseLong(arguments[0]);
        int first = Integer.parseInt(arguments[1]);
        int count = Integer.parseInt(arguments[2]);
        HostileCases cases = new HostileCases();
        // With the stack that the thread of a task has.
        Thread mapping = new Thread(() -> cases.all(seed, first, count), "cases");
        mapping.setDaemon(true);
        mapping.start();
        cases.watch(mapping);
    }

    private void watch(Thread mapping) throws InterruptedException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        do {
            mapping.join(100);
            String running = current;
            long time = threads.getThreadCpuTime(mapping.getId());
            if (!running.isEmpty() && (time - began) / 1_000_000 > HANGS_MILLIS && running.equals(current)) {
                print(FAILED + running + ": does not end; stopped after " + HANGS_MILLIS + " ms of processor time in "
                        + place(mapping.getStackTrace()));
                Runtime.getRuntime().halt(HANGS);
            }
        } while (mapping.isAlive());
    }

    private static String place(StackTraceElement[] stack) {
        for (StackTraceElement element : stack) {
            if (element.getClassName().startsWith("io.github.pinsink")
                    || element.getClassName().startsWith("com.dashjoin")) {
                return stack[0].getClassName() + "." + stack[0].getMethodName() + " below " + element;
            }
        }
        return stack.length == 0 ? "nothing" : stack[0].toString();
    }

    private void all(long seed, int first, int count) {
        for (int i = 0; i < 50; i++) {
            checkValidRecords();
        }
        for (int number = first; number < first + count; number++) {
            Random random = new Random(seed * 1_000_003 + number);
            Map<String, String> expressions = WrittenExpressions.mapping(random);
            HostileRecord record = HostileRecord.of(random, expressions.toString());
            String name = number + " of seed " + seed + ", " + expressions + ", record: " + record.shape();
            print(BEGINS + number + " " + expressions + ", record: " + record.shape());
            try {
                one(name, expressions, record);
                checkValidRecords();
            } catch (RuntimeException | StackOverflowError | AssertionError e) {
                print(FAILED + name + ": threw " + trace(e));
            }
        }
        print(FINISHED + count + " cases of seed " + seed + " from case " + first + ": " + results);
    }

    private void one(String name, Map<String, String> expressions, HostileRecord record) {
        Map<String, String> properties = WrittenExpressions.plainMapping();
        properties.putAll(expressions);
        properties.put("mapping.expression.timeout.ms", Long.toString(BUDGET_MILLIS));
        Mapper mapper = mapper(properties);
        long time = time(name, mapper, record);
        // A second time without what happens once only, such as compiling what runs for the first time.
        long again = time > LIMIT_MILLIS ? time(name, mapper, record) : time;
        if (again > LIMIT_MILLIS) {
            print(FAILED + name + ": took " + time + " ms and then " + again + " ms of processor time, at most "
                    + LIMIT_MILLIS);
        }
        // The record's own mapper goes on as well.
        mapper.map(HostileRecord.sound(true, ++sound).record(), new TopicPartition("orders", 0), 43, HostileRecord.NOW);
    }

    private long time(String name, Mapper mapper, HostileRecord record) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        began = threads.getCurrentThreadCpuTime();
        current = name;
        try {
            MappingResult result = mapper.map(record.record(), new TopicPartition("orders", 0), 42, HostileRecord.NOW);
            long time = (threads.getCurrentThreadCpuTime() - began) / 1_000_000;
            results.merge(result.getClass().getSimpleName(), 1, Integer::sum);
            checkReasons(result);
            return time;
        } finally {
            current = "";
        }
    }

    private static void checkReasons(MappingResult result) {
        List<String> reasons = result instanceof Mapped mapped
                ? mapped.problems().stream().map(Problem::text).toList()
                : result instanceof Invalid invalid
                        ? invalid.problems().stream().map(Problem::text).toList()
                        : List.of();
        long length = reasons.stream().mapToLong(String::length).sum();
        if (length > LONGEST_REASONS) {
            throw new AssertionError("the reasons have " + length + " characters, at most " + LONGEST_REASONS);
        }
    }

    /** What one record does must not reach the next, by the parser's shared tables or otherwise. */
    private void checkValidRecords() {
        for (boolean bytes : new boolean[] {true, false}) {
            MappingResult result = plain.map(
                    HostileRecord.sound(bytes, ++sound).record(),
                    new TopicPartition("orders", 0),
                    1,
                    HostileRecord.NOW);
            if (!(result instanceof Mapped mapped) || mapped.events().size() != 1) {
                throw new AssertionError("a sound record became no event but " + result);
            }
        }
    }

    private static Mapper mapper(Map<String, String> properties) {
        ConnectorConfig config = ConnectorConfig.parse(properties);
        return new Mapper(config.mappingPlans(), config.eventRules(), System::nanoTime);
    }

    /** Without messages, which may quote a record; those of ours do not. */
    private static String trace(Throwable thrown) {
        StringBuilder trace = new StringBuilder(thrown.getClass().getName());
        if (thrown instanceof AssertionError || thrown instanceof org.apache.kafka.common.config.ConfigException) {
            trace.append(": ").append(thrown.getMessage());
        }
        StackTraceElement[] stack = thrown.getStackTrace();
        for (int i = 0; i < Math.min(4, stack.length); i++) {
            trace.append(" < ").append(stack[i]);
        }
        return trace.toString();
    }

    private static void print(String line) {
        System.out.println(line.replace('\n', ' '));
    }
}
