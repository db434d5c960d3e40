/** What all commands of {@code pinsink} share: exit codes, the terminal, progress, and the reading of options. */
package io.github.pinsink.tools.command;
