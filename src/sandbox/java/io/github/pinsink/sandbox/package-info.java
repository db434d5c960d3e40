/**
 * A sandbox on one machine: a simulator of the Pinterest Conversions API that enforces its rules, a real Kafka broker and
 * Connect worker as processes of their own, sample orders, and a demo that puts them together. It knows the connector
 * only as an archive and a configuration, the way a user does, and is never part of that archive.
 */
package io.github.pinsink.sandbox;
