/**
 * The command {@code pinsink test}, which compares the events of records in a directory with the expected ones, and makes such
 * tests of real records.
 */
package io.github.pinsink.tools.test;
