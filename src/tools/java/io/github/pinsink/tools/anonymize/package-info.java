/** Replaces personal values in records by invented ones of the same form. */
package io.github.pinsink.tools.anonymize;
