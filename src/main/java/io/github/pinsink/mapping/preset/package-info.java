/**
 * Ready mappings for well-known shapes of records: data files beside this package's classes, each the keys of a mapping and
 * their expressions. Knows no record and no configuration beyond the names of its keys. Immutable, for any thread.
 */
package io.github.pinsink.mapping.preset;
