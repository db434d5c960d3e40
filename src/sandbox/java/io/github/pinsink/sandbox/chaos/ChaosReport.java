package io.github.pinsink.sandbox.chaos;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The result for one seed.
 *
 * @param duplicates events beyond the first of their id, counted by what explains them
 * @param actions what was done, in order, with the second at which
 * @param failures why tasks had failed, before they were restarted
 * @param peakHeapMegabytes the maximum heap use of any worker before a garbage collection
 * @param heapAfterGcMegabytes the maximum heap use of any worker after a garbage collection
 * @param exitedWorkers workers that exited without being killed
 */
public record ChaosReport(
        long seed,
        int seconds,
        int produced,
        int unconfirmed,
        int delivered,
        Map<String, Integer> duplicates,
        int duplicateDeadLetters,
        int deadLetters,
        int filtered,
        Set<String> missing,
        Set<String> misplaced,
        Set<String> changed,
        Set<String> unexplained,
        boolean settled,
        int calls,
        Map<Integer, Long> byStatus,
        int peakHeapMegabytes,
        int heapAfterGcMegabytes,
        int exitedWorkers,
        List<String> actions,
        Map<String, Integer> failures) {

    /** Whether no record is lost or misplaced, and no event was sent again with different content. */
    public boolean hasNoLoss() {
        return settled && missing.isEmpty() && misplaced.isEmpty() && changed.isEmpty() && exitedWorkers == 0;
    }

    /** Whether there is no loss, and each duplicate is explained. */
    public boolean hasNoLossAndNoUnexplainedDuplicates() {
        return hasNoLoss() && unexplained.isEmpty();
    }

    public String text() {
        return "seed " + seed + ", " + seconds + " s: " + (hasNoLossAndNoUnexplainedDuplicates() ? "PASSED" : "FAILED")
                + "\n  records produced " + produced + " (" + unconfirmed + " unconfirmed), delivered " + delivered
                + ", dead letters " + deadLetters + ", filtered " + filtered
                + "\n  missing " + withExamples(missing) + ", misplaced " + withExamples(misplaced)
                + ", changed " + withExamples(changed) + ", unexplained duplicates " + withExamples(unexplained)
                + (settled ? "" : ", OFFSETS NOT COMMITTED IN TIME")
                + (exitedWorkers == 0 ? "" : ", WORKERS EXITED " + exitedWorkers)
                + "\n  duplicate events by cause " + duplicates + ", duplicate dead letters " + duplicateDeadLetters
                + "\n  API calls " + calls + " by status " + byStatus + ", worker heap peak " + peakHeapMegabytes
                + " MB, after GC " + heapAfterGcMegabytes + " MB"
                + "\n  actions " + actions
                + "\n  failed tasks by reason " + failures;
    }

    private static String withExamples(Set<String> ids) {
        return ids.size()
                + (ids.isEmpty() ? "" : " such as " + ids.stream().limit(3).toList());
    }
}
