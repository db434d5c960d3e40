/**
 * The command {@code pinsink privacy}: which parts of a record leave the worker, according to the config alone. What an
 * expression reads is known from its compiled form; nothing is guessed from names.
 */
package io.github.pinsink.tools.privacy;
