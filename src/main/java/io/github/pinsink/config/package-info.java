/**
 * Declares the configuration keys, parses a connector's properties into typed values, and reports all problems of a config
 * at once. Does not depend on records. Stateless, because validation runs on any thread.
 */
package io.github.pinsink.config;
