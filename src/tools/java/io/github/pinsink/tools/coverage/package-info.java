/** {@code pinsink coverage}: how many events of a topic carry what Pinterest needs to match and deduplicate them. */
package io.github.pinsink.tools.coverage;
