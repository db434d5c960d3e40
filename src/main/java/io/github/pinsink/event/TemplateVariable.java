package io.github.pinsink.event;

import java.util.List;

/**
 * Variables of a template that nobody replaced, such as <code>{{email}}</code>. They are recognized by their marks, since
 * their names are the template's own.
 */
final class TemplateVariable {
    /** What may be between the marks. */
    private enum Content {
        ANYTHING,
        NAME,
        NAME_OR_INDEX
    }

    private record Form(String open, String close, Content content) {}

    private static final List<Form> FORMS = List.of(
            new Form("{{", "}}", Content.ANYTHING),
            new Form("${", "}", Content.ANYTHING),
            new Form("%%", "%%", Content.ANYTHING),
            new Form("<%", "%>", Content.ANYTHING),
            new Form("<?", "?>", Content.ANYTHING),
            new Form("{%", "%}", Content.ANYTHING),
            new Form("#{", "}", Content.ANYTHING),
            new Form("%{", "}", Content.ANYTHING),
            new Form("@{", "}", Content.ANYTHING),
            new Form("$(", ")", Content.NAME),
            new Form("$[", "]", Content.NAME),
            new Form("*|", "|*", Content.NAME),
            new Form("[[", "]]", Content.NAME),
            new Form("[%", "%]", Content.NAME),
            new Form("<<", ">>", Content.NAME),
            new Form("##", "##", Content.NAME),
            new Form("@@", "@@", Content.NAME),
            new Form("$$", "$$", Content.NAME),
            new Form("__", "__", Content.NAME),
            new Form("{", "}", Content.NAME_OR_INDEX),
            new Form("%", "%", Content.NAME),
            new Form("[", "]", Content.NAME),
            new Form("<", ">", Content.NAME),
            new Form("#", "#", Content.NAME));

    private static final int LENGTH_OF_UUID = 36;

    private TemplateVariable() {}

    /** Whether text that ends like this may end with a variable. Cheap. */
    static boolean mayEndWith(char last) {
        return last == '}' || last == '%' || last == '>';
    }

    /** Whether the text is a variable, or begins or ends with one whose marks are unmistakable. */
    static boolean isIn(String text) {
        for (Form form : FORMS) {
            if (isWhole(text, form) || (form.content == Content.ANYTHING && isAtAnEnd(text, form))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isWhole(String text, Form form) {
        int from = form.open.length();
        int to = text.length() - form.close.length();
        if (from >= to || !text.startsWith(form.open) || !text.endsWith(form.close)) {
            return false;
        }
        return switch (form.content) {
            case ANYTHING -> true;
            case NAME -> isName(text, from, to);
            case NAME_OR_INDEX -> isName(text, from, to) || isIndex(text, from, to);
        };
    }

    private static boolean isAtAnEnd(String text, Form form) {
        if (text.startsWith(form.open)) {
            return text.indexOf(form.close, form.open.length()) > form.open.length();
        }
        int end = text.length() - form.close.length();
        int open = text.endsWith(form.close) ? text.lastIndexOf(form.open, end - 1) : -1;
        return open >= 0 && open + form.open.length() < end;
    }

    /** A name begins with a letter or a sigil. An id in braces, as Windows writes it, is not one. */
    private static boolean isName(String text, int from, int to) {
        boolean isHex = to - from >= LENGTH_OF_UUID - 4;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            boolean isInside = Character.isDigit(c) || ".-: |".indexOf(c) >= 0;
            boolean isAnywhere = Character.isLetter(c) || "_$!".indexOf(c) >= 0 || (c == ' ' && i == from);
            if (!isAnywhere && !(isInside && i > from)) {
                return false;
            }
            isHex &= c == '-' || Character.digit(c, 16) >= 0;
        }
        return !isHex;
    }

    private static boolean isIndex(String text, int from, int to) {
        return to - from <= 2 && NumberEncoders.areDigits(text.substring(from, to));
    }
}
