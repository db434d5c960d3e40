package io.github.pinsink.errant;

import io.github.pinsink.event.Problem;
import io.github.pinsink.event.ProblemCode;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs rejected records: the first with each problem of a field at once, and all of them in summaries. The first summary
 * comes after a minute. While no new problem occurs, each is due twice as late as the one before, up to an hour. However many
 * records are rejected, the log stays short. Not thread-safe.
 */
final class RejectionLog {
    private static final long SHORTEST_INTERVAL = Duration.ofMinutes(1).toNanos();
    private static final long LONGEST_INTERVAL = Duration.ofHours(1).toNanos();
    private static final int PROBLEMS_IN_SUMMARY = 3;
    private static final Pattern NUMBER = Pattern.compile("\\d+");
    /** Of kinds of problems that are logged at once; with more of them, the summaries are enough. A new code always is. */
    private static final int MAX_LOGGED = 15;

    /** Of problems that are counted between two summaries. */
    private static final int MAX_COUNTED = 1_000;

    private final ProblemDescriber describer;
    private final String destination;
    private final Logger log;
    private final Set<Kind> logged = new HashSet<>();
    private final Set<ProblemCode> loggedCodes = EnumSet.noneOf(ProblemCode.class);
    /** Since the last summary. */
    private final Map<Kind, Count> counts = new HashMap<>();

    private long records;
    private long since;
    private long summaryDueAt;
    private long interval = SHORTEST_INTERVAL;
    /** Of the last rejected record. */
    private long lastAt;

    /** @param message of Pinterest, without the numbers in it; empty for other problems */
    private record Kind(ProblemCode code, String field, String message) {
        static Kind of(Problem problem) {
            boolean isOfPinterest = problem.code() == ProblemCode.REJECTED_BY_PINTEREST;
            return new Kind(
                    problem.code(),
                    problem.fieldWithoutIndices(),
                    isOfPinterest ? NUMBER.matcher(problem.reason()).replaceAll("#") : "");
        }
    }

    /** The records with one kind of problem, and one of them as an example. */
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
     * @param destination what happens to rejected records, as a sentence
     */
    RejectionLog(ProblemDescriber describer, String destination) {
        this(describer, destination, LoggerFactory.getLogger(RejectionLog.class));
    }

    RejectionLog(ProblemDescriber describer, String destination, Logger log) {
        this.log = log;
        this.describer = describer;
        this.destination = destination;
    }

    /** @param topic of the record after all transforms, which is what mappings are configured for */
    void rejected(PendingRecord record, String topic, List<Problem> problems, long now) {
        if (log.isDebugEnabled()) {
            log.debug("Record {} was rejected: {}", record, ErrorSummary.text(problems));
        }
        if (now - lastAt >= LONGEST_INTERVAL) {
            interval = SHORTEST_INTERVAL;
        }
        lastAt = now;
        if (records == 0) {
            since = now;
            summaryDueAt = now + interval;
        }
        records++;
        for (Problem problem : problems) {
            Kind kind = Kind.of(problem);
            Count count = counts.get(kind);
            if (count == null) {
                if (counts.size() == MAX_COUNTED) {
                    continue;
                }
                count = new Count(problem, record, topic);
                counts.put(kind, count);
            }
            if (count.lastRecord != records) {
                count.lastRecord = records;
                count.records++;
            }
            if (isLoggedAtOnce(kind)) {
                log.warn(
                        "Rejected record {}: {}. {}. Further records with this problem are only counted, in summaries of which"
                                + " the first follows after a minute",
                        record,
                        describer.describe(problem, topic),
                        destination);
                interval = SHORTEST_INTERVAL;
                summaryDueAt -= Math.max(0, summaryDueAt - (now + interval));
            }
        }
    }

    private boolean isLoggedAtOnce(Kind kind) {
        boolean isNewCode = loggedCodes.add(kind.code);
        return isNewCode | (logged.size() < MAX_LOGGED && logged.add(kind));
    }

    /** Logs the summary when it is due. */
    void logSummary(long now) {
        if (records > 0 && now - summaryDueAt >= 0) {
            summarize(now);
            interval = Math.min(2 * interval, LONGEST_INTERVAL);
        }
    }

    /** Logs the last summary, when the task stops. */
    void close(long now) {
        // A single record was logged at once, or is of a known kind.
        if (records > 1) {
            summarize(now);
        }
    }

    private void summarize(long now) {
        log.warn(
                "Rejected {} records within {} s: {}. {}",
                records,
                TimeUnit.NANOSECONDS.toSeconds(now - since),
                counts.values().stream()
                        .sorted(Comparator.comparingLong((Count count) -> count.records)
                                .reversed())
                        .limit(PROBLEMS_IN_SUMMARY)
                        .map(count -> count.records + " times " + describer.describe(count.problem, count.topic)
                                + ", for example " + count.example)
                        .collect(Collectors.joining("; ")),
                destination);
        counts.clear();
        records = 0;
    }
}
