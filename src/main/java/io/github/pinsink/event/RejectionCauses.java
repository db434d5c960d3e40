package io.github.pinsink.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Why an event is rejected. Problems that only dropped an optional field are left out: somebody who reads the reasons must not
 * fix what would not make the event valid.
 */
final class RejectionCauses {
    private static final Set<String> IDENTIFIERS = Stream.of(
                    FieldRole.USER_IDENTIFIER, FieldRole.IP_ADDRESS, FieldRole.USER_AGENT)
            .flatMap(role -> EventSchema.withRole(role).stream())
            .map(EventField::path)
            .collect(Collectors.toUnmodifiableSet());

    private RejectionCauses() {}

    /**
     * @param fatal what rejects the event by itself
     * @param dropped what was dropped from it
     * @param rejectsDropped whether a dropped part rejects the event, unless it is a placeholder
     */
    static List<Problem> of(List<Problem> fatal, List<Problem> dropped, boolean rejectsDropped) {
        List<Problem> causes = new ArrayList<>(fatal);
        for (Problem problem : dropped) {
            if (rejectsDropped && problem.code() != ProblemCode.PLACEHOLDER || explainsAny(problem, fatal)) {
                causes.add(problem);
            }
        }
        return causes;
    }

    private static boolean explainsAny(Problem dropped, List<Problem> fatal) {
        return fatal.stream().anyMatch(cause -> explains(dropped, cause));
    }

    /** Whether the event has no such value because it was dropped. */
    private static boolean explains(Problem dropped, Problem cause) {
        String field = dropped.fieldWithoutIndices();
        if (cause.code() == ProblemCode.NO_USER_IDENTIFIER) {
            return IDENTIFIERS.contains(field);
        }
        boolean isOfTime = cause.field().equals("event_time") && field.equals(RecordLocale.TIME_ZONE);
        return isOfTime || field.equals(cause.field());
    }
}
