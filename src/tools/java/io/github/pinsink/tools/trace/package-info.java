/** The command {@code pinsink trace}, which shows what happened to one record: read, mapped, passed by the connector, rejected. */
package io.github.pinsink.tools.trace;
