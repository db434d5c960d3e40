/**
 * Records seen one way, whatever the converter: as plain Java values. Alone reads Connect's data types; knows nothing of
 * Pinterest. Stateless.
 */
package io.github.pinsink.mapping.record;
