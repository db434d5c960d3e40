/**
 * JSONata expressions: compiled once, evaluated for every record, and bounded in time, memory and depth. Does not know
 * Connect's types or Pinterest. An expression not thread-safe.
 */
package io.github.pinsink.mapping.expression;
