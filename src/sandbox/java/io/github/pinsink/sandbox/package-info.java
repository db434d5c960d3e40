/**
 * A sandbox for tests: a simulator of the Pinterest Conversions API that enforces its rules, a Kafka broker and Connect
 * workers in separate processes, sample orders, and a demo. It uses the connector as a user does, through its archive and
 * its configuration, and is never part of that archive.
 */
package io.github.pinsink.sandbox;
