/** The layout of reports for readers: as text for a terminal, and as Markdown for a page or a comment. */
package io.github.pinsink.tools.report;
