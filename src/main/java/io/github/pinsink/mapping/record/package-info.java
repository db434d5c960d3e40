/**
 * Gives access to a record as plain Java values, whatever the converter, and converts only what expressions read. The only
 * package that uses Connect's data types. Stateless except for {@link RecordVariables}, which belongs to one record.
 */
package io.github.pinsink.mapping.record;
