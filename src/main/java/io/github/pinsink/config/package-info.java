/**
 * From the connector's properties to finished values, and everything that is wrong with them at once. Knows no record.
 * Stateless: validation runs on any thread.
 */
package io.github.pinsink.config;
