package io.github.pinsink.tools.privacy;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What leaves the worker of the records of some topics.
 *
 * @param topics the names after all transforms
 * @param includesOthers whether other topics have the same mapping
 * @param sent what leaves
 * @param decisions expressions whose values do not leave: they decide what happens to a record or a field
 * @param optOuts how opt-outs are handled
 */
record TopicStatement(
        List<String> topics,
        boolean includesOthers,
        List<ExpressionUse> sent,
        List<ExpressionUse> decisions,
        List<String> optOuts) {
    TopicStatement {
        topics = List.copyOf(topics);
        sent = List.copyOf(sent);
        decisions = List.copyOf(decisions);
        optOuts = List.copyOf(optOuts);
    }

    /** For a heading. */
    String title() {
        String others = topics.isEmpty() ? "all topics" : " and all other topics";
        return String.join(", ", topics) + (includesOthers ? others : "");
    }

    /** The sent expressions that may read anything. */
    List<ExpressionUse> readingAnything() {
        return sent.stream()
                .filter(use -> use.reads().whyAnything().isPresent())
                .toList();
    }

    /** The properties that are read and do not leave. */
    Set<String> readOnly() {
        Set<String> leaving =
                sent.stream().flatMap(use -> use.reads().properties().stream()).collect(Collectors.toSet());
        return decisions.stream()
                .flatMap(use -> use.reads().properties().stream())
                .filter(path -> !RecordReads.isCovered(path, leaving))
                .filter(path -> leaving.stream().noneMatch(other -> RecordReads.isCovered(other, Set.of(path))))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
