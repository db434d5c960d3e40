package io.github.pinsink.tools.report;

import java.io.PrintStream;
import java.util.List;
import java.util.stream.Collectors;

/** Markdown, with tables as GitHub shows them. */
public final class MarkdownDocument implements Document {
    private final PrintStream out;
    private boolean isFirst = true;

    public MarkdownDocument(PrintStream out) {
        this.out = out;
    }

    @Override
    public void heading(int level, String title) {
        start();
        out.println("#".repeat(level) + " " + title);
    }

    @Override
    public void paragraph(String text) {
        start();
        out.println(text);
    }

    @Override
    public void list(List<String> items) {
        if (!items.isEmpty()) {
            start();
            items.forEach(item -> out.println("- " + item));
        }
    }

    @Override
    public void table(List<String> header, List<List<String>> rows) {
        if (!rows.isEmpty()) {
            start();
            out.println(row(header));
            out.println(header.stream().map(cell -> "---").collect(Collectors.joining("|", "|", "|")));
            rows.forEach(cells -> out.println(row(cells)));
        }
    }

    private static String row(List<String> cells) {
        return cells.stream().map(cell -> cell.replace("|", "\\|")).collect(Collectors.joining(" | ", "| ", " |"));
    }

    private void start() {
        if (!isFirst) {
            out.println();
        }
        isFirst = false;
    }

    /** A text that has backticks is put between more of them. */
    @Override
    public String code(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        if (line.isEmpty()) {
            return "";
        }
        String marks = "`";
        while (line.contains(marks)) {
            marks += "`";
        }
        String space = marks.length() > 1 ? " " : "";
        return marks + space + line + space + marks;
    }
}
