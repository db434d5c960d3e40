/**
 * Sends requests to the Pinterest Conversions API asynchronously, and parses every response to an outcome of a sealed type.
 * Independent of Kafka. Outcomes are reported on the threads of the HTTP client. These threads read the events until then;
 * nothing else is shared.
 */
package io.github.pinsink.api;
