package io.github.pinsink.errant;

import io.github.pinsink.event.Problem;
import io.github.pinsink.event.ProblemCode;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs rejected records: the first with each problem code at once, all of them in a summary at most once a minute. However
 * many records are rejected, the log stays short. Not thread-safe.
 */
final class RejectionLog {
    private static final long INTERVAL = Duration.ofMinutes(1).toNanos();
    private static final int CODES_IN_SUMMARY = 3;
    private static final int MAX_EXPRESSION = 100;

    private final BiFunction<String, String, Optional<String>> expressions;
    private final String destination;
    private final Logger log;
    private final Set<ProblemCode> logged = EnumSet.noneOf(ProblemCode.class);
    /** Since the last summary. */
    private final Map<ProblemCode, Count> counts = new EnumMap<>(ProblemCode.class);

    private long records;
    private long since;

    /** The records with one problem code, and one of them as an example. */
    private static final class Count {
        private final Problem problem;
        private final PendingRecord example;
        private final String topic;
        private long records;
        private long lastRecord;

        Count(Problem problem, PendingRecord example, String topic) {
            this.problem = problem;
            this.example = example;
            this.topic = topic;
        }
    }

    /**
     * @param expressions gives the expression for a topic and the field of a problem, if it has one
     * @param destination what happens to rejected records, as a sentence
     */
    RejectionLog(BiFunction<String, String, Optional<String>> expressions, String destination) {
        this(expressions, destination, LoggerFactory.getLogger(RejectionLog.class));
    }

    RejectionLog(BiFunction<String, String, Optional<String>> expressions, String destination, Logger log) {
        this.log = log;
        this.expressions = expressions;
        this.destination = destination;
    }

    /** @param topic of the record after all transforms, which is what mappings are configured for */
    void rejected(PendingRecord record, String topic, List<Problem> problems, long now) {
        if (log.isDebugEnabled()) {
            log.debug("Record {} was rejected: {}", record, ErrorSummary.text(problems));
        }
        if (records == 0) {
            since = now;
        }
        records++;
        for (Problem problem : problems) {
            Count count = counts.get(problem.code());
            if (count == null) {
                count = new Count(problem, record, topic);
                counts.put(problem.code(), count);
            }
            if (count.lastRecord != records) {
                count.lastRecord = records;
                count.records++;
            }
            if (logged.add(problem.code())) {
                log.warn(
                        "Rejected record {}: {}. {}. Further records with this problem are counted in a summary, once a"
                                + " minute",
                        record,
                        description(problem, topic),
                        destination);
            }
        }
    }

    /** Logs the summary when it is due. */
    void logSummary(long now) {
        if (records == 0 || now - since < INTERVAL) {
            return;
        }
        log.warn(
                "Rejected {} records within {} s: {}. {}",
                records,
                TimeUnit.NANOSECONDS.toSeconds(now - since),
                counts.values().stream()
                        .sorted(Comparator.comparingLong((Count count) -> count.records)
                                .reversed())
                        .limit(CODES_IN_SUMMARY)
                        .map(count -> count.records + " with " + description(count.problem, count.topic)
                                + ", for example " + count.example)
                        .collect(Collectors.joining("; ")),
                destination);
        counts.clear();
        records = 0;
    }

    private String description(Problem problem, String topic) {
        return problem.code().id() + " (" + problem.text()
                + expressions
                        .apply(topic, problem.field())
                        .map(expression -> ", the expression is " + truncated(expression))
                        .orElse("")
                + ")";
    }

    private static String truncated(String expression) {
        String line = expression.replaceAll("\\s+", " ");
        return line.length() <= MAX_EXPRESSION ? line : line.substring(0, MAX_EXPRESSION) + "…";
    }
}
