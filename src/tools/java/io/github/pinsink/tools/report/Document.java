package io.github.pinsink.tools.report;

import java.util.List;

/** A report for a reader, written part by part. */
public interface Document {
    /** @param level 1 for the title */
    void heading(int level, String title);

    void paragraph(String text);

    void list(List<String> items);

    /** @param rows each with as many cells as the header; nothing is written without rows */
    void table(List<String> header, List<List<String>> rows);

    /** A value, a key or an expression inside a text, on one line. */
    String code(String text);
}
