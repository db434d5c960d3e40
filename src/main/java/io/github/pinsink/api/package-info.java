/**
 * One POST to the Pinterest Conversions API, asynchronously, and every answer as a sealed outcome. Knows no Kafka. Answers
 * arrive on threads of the HTTP client, which read the events until then; nothing else is shared.
 */
package io.github.pinsink.api;
