/**
 * The command {@code pinsink suggest}, which proposes a mapping for records of an unknown shape. The rules are tables; what a
 * value is, the connector's own encoders decide, and the result is checked with the connector's own mapper.
 */
package io.github.pinsink.tools.suggest;
