/**
 * The command {@code pinsink plan}: maps the same records with two configs, and says which events and outcomes differ. Both
 * sides are the connector's own pipeline. Only counts and a few samples are kept, never the records.
 */
package io.github.pinsink.tools.plan;
