package io.github.pinsink.tools.suggest;

/**
 * A path that can be the source of a field.
 *
 * @param expression how to read it from the record
 * @param score the higher, the better
 * @param evidence why: the name that matched, and how many values have which form
 */
record Candidate(PathValues values, String expression, int score, String evidence) {}
