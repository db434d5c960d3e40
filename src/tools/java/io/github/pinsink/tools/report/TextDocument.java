package io.github.pinsink.tools.report;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Plain text for a terminal. */
public final class TextDocument implements Document {
    private static final String INDENT = "  ";
    private static final String GAP = "  ";

    private final PrintStream out;
    private boolean isFirst = true;

    public TextDocument(PrintStream out) {
        this.out = out;
    }

    @Override
    public void heading(int level, String title) {
        if (!isFirst) {
            out.println();
        }
        isFirst = false;
        out.println(title);
    }

    @Override
    public void paragraph(String text) {
        isFirst = false;
        out.println(INDENT + text);
    }

    @Override
    public void list(List<String> items) {
        items.forEach(this::paragraph);
    }

    @Override
    public void table(List<String> header, List<List<String>> rows) {
        if (rows.isEmpty()) {
            return;
        }
        List<List<String>> lines = new ArrayList<>(rows);
        lines.add(0, header);
        int[] widths = new int[header.size()];
        for (List<String> line : lines) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        for (List<String> line : lines) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                text.append(line.get(i))
                        .append(" ".repeat(widths[i] - line.get(i).length()))
                        .append(GAP);
            }
            paragraph(text.toString().stripTrailing());
        }
    }

    @Override
    public String code(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}
