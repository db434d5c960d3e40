package io.github.pinsink.tools.privacy;

/**
 * One expression of a mapping, and what becomes of what it reads.
 *
 * @param field the path in the event, or what else receives the value
 * @param setBy the config key that sets the expression, or the preset
 * @param expression empty for what the connector itself makes
 * @param note what a reader has to know about it; may be empty
 */
record ExpressionUse(String field, String setBy, String expression, Form form, RecordReads reads, String note) {
    static final String CONSTANT = "the same for every record";

    boolean isConstant() {
        return note.equals(CONSTANT);
    }
}
