/** The command {@code pinsink trace}, which tells the story of one record: read, mapped, passed by the connector, rejected. */
package io.github.pinsink.tools.trace;
