package io.github.pinsink.errant;

import io.github.pinsink.event.ExpressionSource;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiFunction;

/**
 * What the config says about errant records.
 *
 * @param tolerant whether {@code errors.tolerance} is {@code all}: the task continues after an errant record
 * @param maxRejected how many records in a row the mapping may reject before the task fails; empty for any number
 * @param expressions gives the expression for a topic and the field of a problem, for the log and for failures; empty where there is none
 */
public record ErrorPolicy(
        boolean tolerant,
        OptionalInt maxRejected,
        BiFunction<String, String, Optional<ExpressionSource>> expressions) {}
