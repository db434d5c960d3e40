package io.github.pinsink.event;

/** What is wrong with a field: its path in the event, and the reason in shapes and expectations, never with a value. */
public record FieldProblem(String field, String reason) {}
