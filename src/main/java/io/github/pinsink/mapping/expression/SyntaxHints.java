package io.github.pinsink.mapping.expression;

import java.util.Locale;
import java.util.Map;

/** What to write in JSONata instead of the syntax of JavaScript, SQL, Python, jq and JSONPath. */
final class SyntaxHints {
    private static final String CONDITIONAL = "Write a choice as condition ? value : otherwise";
    private static final String BINDING = "Bind a variable with :=, as in ($total := a + b; $total * 2)";
    private static final String LOWER_CASE = "Write and, or and in in lower case";
    private static final String COMPARISON = "Compare with =, !=, <, <=, > or >=";
    private static final String COMMENT = "Write a comment as /* … */, and a default as a ?: b";
    private static final String QUOTE_IN_STRING =
            "Write a quote in a string with a backslash, or put the string in the other kind of quotes";

    /** By a word at the error, in lower case. */
    private static final Map<String, String> BY_WORD = Map.ofEntries(
            Map.entry("is", "Compare with null as in a = null, or use $exists(a)"),
            Map.entry("like", "Use $contains(text, 'part')"),
            Map.entry("ilike", "Use $contains(text, 'part')"),
            Map.entry("contains", "Use $contains(text, 'part')"),
            Map.entry("between", "Use a >= low and a <= high"),
            Map.entry("if", CONDITIONAL),
            Map.entry("then", CONDITIONAL),
            Map.entry("else", CONDITIONAL),
            Map.entry("when", CONDITIONAL),
            Map.entry("as", "Convert with $string(a) or $number(a)"),
            Map.entry("and", LOWER_CASE),
            Map.entry("or", LOWER_CASE),
            Map.entry("in", LOWER_CASE),
            Map.entry("not", "Use $not(a = b)"),
            Map.entry("eq", COMPARISON),
            Map.entry("ne", COMPARISON),
            Map.entry("gt", COMPARISON),
            Map.entry("lt", COMPARISON),
            Map.entry("ge", COMPARISON),
            Map.entry("le", COMPARISON));

    /** By the word before the error, in lower case. */
    private static final Map<String, String> BY_WORD_BEFORE = Map.of(
            "not", "Use $not(a)",
            "if", CONDITIONAL,
            "case", CONDITIONAL,
            "return", "Remove return: an expression is its own result",
            "var", BINDING,
            "let", BINDING,
            "const", BINDING);

    private final String source;
    private final String before;
    private final String after;
    private final String token;

    /**
     * @param index of the token in the source, from 0
     * @param token at which the parser failed; may be empty
     */
    SyntaxHints(String source, int index, String token) {
        this.source = source;
        this.before = source.substring(0, Math.min(index, source.length()));
        this.after = source.substring(Math.min(index + token.length(), source.length()));
        this.token = token;
    }

    /** Empty if there is none. */
    String hint(String code) {
        return switch (code) {
            case "S0202" -> source.contains("${") || source.contains("{{") ? template() : byToken();
            case "S0212" -> "Compare with =. " + BINDING;
            case "S0213" -> "Write a position in brackets, as in items[0].price";
            case "S0301", "S0302", "" -> source.contains("//") ? COMMENT : "";
            default -> byToken();
        };
    }

    private static String template() {
        return "Write the name alone, without ${ } or {{ }}";
    }

    private String byToken() {
        return switch (token) {
            case "=" ->
                before.endsWith("!=") ? "Use !=, not !==" : before.endsWith("=") ? "Use = to compare, not ==" : "";
            case "&" -> before.endsWith("&") ? "Use and, not &&" : "";
            case "|" ->
                before.endsWith("|") || after.startsWith("|")
                        ? "Use or, not ||; to join strings, use &"
                        : "Pass a value to a function with ~>, as in name ~> $trim";
            case "!" -> "Use $not(a), not !a";
            case "." ->
                before.endsWith("?")
                        ? "Use a.b, not a?.b: a missing field is no error"
                        : "Remove the dot; to start at the current value, write $.name";
            case ">" -> afterArrow();
            case ".." -> "For fields at any depth, use ** as in $.**.name";
            case ":" -> colon();
            case ";" -> "Remove it, or put several expressions in parentheses, as in ($total := a + b; $total * 2)";
            case "@" -> "Use $ for the current value, not @";
            case "?" -> before.endsWith("[") ? "Write a filter without ?, as in items[price > 1]" : "";
            case "#" -> COMMENT;
            case "," ->
                lastWord(before.substring(0, Math.max(0, before.lastIndexOf('('))))
                                .equalsIgnoreCase("in")
                        ? "Write a list in brackets, as in status in ['paid', 'shipped']"
                        : "";
            default -> byWord();
        };
    }

    private String afterArrow() {
        if (before.endsWith("<")) {
            return "Use !=, not <>";
        }
        if (before.endsWith("=")) {
            return "Write a function as function($item) { $item.price }";
        }
        return before.endsWith("-") ? "Read a field with a dot, as in order.total" : "";
    }

    private String colon() {
        if (after.startsWith("//")) {
            return "Put a URL in quotes";
        }
        if (after.startsWith(":")) {
            return "Convert with $string(a) or $number(a)";
        }
        return before.lastIndexOf('[') > before.lastIndexOf(']')
                ? "Take several elements with a list of positions, as in items[[0..2]]"
                : "";
    }

    private String byWord() {
        String word = token.toLowerCase(Locale.ROOT);
        String hint = BY_WORD.get(word);
        if (hint != null) {
            return hint;
        }
        if (token.indexOf('’') >= 0 || token.indexOf('‘') >= 0 || token.indexOf('”') >= 0 || token.indexOf('“') >= 0) {
            return "Use ' or \" for a string, not typographic quotes";
        }
        if (token.indexOf('\'') >= 0 || before.endsWith("'") || before.endsWith("\"")) {
            return QUOTE_IN_STRING;
        }
        String wordBefore = lastWord(before);
        hint = BY_WORD_BEFORE.get(wordBefore.toLowerCase(Locale.ROOT));
        if (hint != null) {
            return hint;
        }
        if (wordBefore.startsWith("$") && wordBefore.length() > 1) {
            return "Put the arguments of a function in parentheses, as in $uppercase(name)";
        }
        boolean areNames = isName(token) && isName(wordBefore);
        return areNames ? "Put a name with a space in backquotes, as in `first name`" : "";
    }

    private static String lastWord(String text) {
        int end = text.length();
        while (end > 0 && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        int start = end;
        while (start > 0 && (isNamePart(text.charAt(start - 1)) || text.charAt(start - 1) == '$')) {
            start--;
        }
        return text.substring(start, end);
    }

    private static boolean isName(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> isNamePart((char) c));
    }

    private static boolean isNamePart(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }
}
