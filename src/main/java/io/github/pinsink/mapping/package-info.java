/**
 * From a record to the event it becomes, or to the reasons why it becomes none. Knows no task and no HTTP. A mapper
 * belongs to one thread.
 */
package io.github.pinsink.mapping;
