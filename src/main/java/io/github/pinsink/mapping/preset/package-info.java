/**
 * Ready-made mappings for well-known record formats: resource files of config keys and their expressions. Does not know
 * records, and of the configuration only the names of keys. Immutable and thread-safe.
 */
package io.github.pinsink.mapping.preset;
