/**
 * Records seen one way, whatever the converter: as plain Java values, and no more of them than is asked for. Alone reads
 * Connect's data types; knows nothing of Pinterest. Stateless but for {@link RecordVariables}, which belongs to a record.
 */
package io.github.pinsink.mapping.record;
