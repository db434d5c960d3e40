package io.github.pinsink.sandbox.chaos;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One seed's outcome.
 *
 * @param acts what was done, in order, with the second at which
 * @param failures why tasks had failed, before they were restarted
 * @param peakHeapMegabytes the most any worker had in use, before a collection
 * @param keptHeapMegabytes the most any worker still had after one
 * @param deaths workers that ended although nobody had killed them
 */
public record ChaosReport(
        long seed,
        int seconds,
        int produced,
        int unconfirmed,
        int delivered,
        Map<String, Integer> duplicates,
        int lettersAgain,
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
        int keptHeapMegabytes,
        int deaths,
        List<String> acts,
        Map<String, Integer> failures) {

    /** Whether everything is where it belongs and nothing was sent again differently. */
    public boolean losesNothing() {
        return settled && missing.isEmpty() && misplaced.isEmpty() && changed.isEmpty() && deaths == 0;
    }

    /** Whether besides that each repetition had a cause. */
    public boolean isGood() {
        return losesNothing() && unexplained.isEmpty();
    }

    /** For people. */
    public String text() {
        return "seed " + seed + ", " + seconds + " s: " + (isGood() ? "good" : "BAD")
                + "\n  produced " + produced + " (" + unconfirmed + " unconfirmed), delivered " + delivered
                + ", errant "
                + deadLetters + ", filtered " + filtered
                + "\n  missing " + missing.size() + some(missing) + ", misplaced " + misplaced.size() + some(misplaced)
                + ", changed " + changed.size() + some(changed) + ", unexplained " + unexplained.size()
                + some(unexplained) + (settled ? "" : ", NOT SETTLED") + (deaths == 0 ? "" : ", WORKERS DIED " + deaths)
                + "\n  sent again " + duplicates + ", set aside again " + lettersAgain
                + "\n  calls " + calls + " " + byStatus + ", worker heap " + peakHeapMegabytes + " MB at most, "
                + keptHeapMegabytes + " MB kept"
                + "\n  acts " + acts
                + "\n  tasks failed " + failures;
    }

    private static String some(Set<String> ids) {
        return ids.isEmpty() ? "" : " such as " + ids.stream().limit(3).toList();
    }
}
