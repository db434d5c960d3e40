/**
 * JSONata expressions, compiled once and evaluated for every record, bounded in time and depth. Knows no Connect type and
 * nothing of Pinterest. An expression belongs to one thread.
 */
package io.github.pinsink.mapping.expression;
