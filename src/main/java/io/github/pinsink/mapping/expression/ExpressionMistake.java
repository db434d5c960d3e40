package io.github.pinsink.mapping.expression;

/**
 * Valid JSONata that cannot mean what its author wanted.
 *
 * @param message what it means, and what to write instead
 * @param position the character, from 1
 */
public record ExpressionMistake(String message, int position) {}
