package io.github.pinsink.event;

import java.util.List;

/** Problems of events that lack a field which the API requires. Which fields these are, the schema says. */
final class RequiredFields {
    private RequiredFields() {}

    /** Adds a problem for each required field that is absent and has no problem yet. */
    static void addMissing(int roles, List<Problem> problems) {
        for (EventField field : EventSchema.fields()) {
            boolean isReported =
                    problems.stream().anyMatch(problem -> problem.field().equals(field.path()));
            if (field.role().isRequiredOfMapping() && !field.role().isIn(roles) && !isReported) {
                problems.add(Problem.of(ProblemCode.MISSING_FIELD, field.path()));
            }
        }
    }

    static Problem noUserIdentifier() {
        StringBuilder identifiers = new StringBuilder();
        for (EventField field : EventSchema.withRole(FieldRole.USER_IDENTIFIER)) {
            identifiers.append(field.name()).append(", ");
        }
        identifiers
                .append("or both ")
                .append(EventSchema.withRole(FieldRole.IP_ADDRESS).get(0).name())
                .append(" and ")
                .append(EventSchema.withRole(FieldRole.USER_AGENT).get(0).name());
        return Problem.found(ProblemCode.NO_USER_IDENTIFIER, "user_data", identifiers.toString());
    }
}
