/**
 * Maps a record to events, or to the problems that prevent it. Does not know tasks and HTTP. A mapper belongs to one
 * thread.
 */
package io.github.pinsink.mapping;
