package io.github.pinsink.mapping.expression;

import com.dashjoin.jsonata.Functions;
import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.LibraryGuards;
import com.dashjoin.jsonata.Utils.JList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;

/**
 * {@code $match}, {@code $contains}, {@code $replace}, {@code $split}, {@code $pad} and the substrings. Their results
 * are those of the library's functions, but they charge what they read and create: the library's functions cannot be
 * stopped while a regular expression backtracks, and pad a string to any width.
 */
final class StringFunctions {
    /** Groups in a replacement that the expression does not have; one digit allows ten. */
    private static final int MAX_MISSING_GROUPS = 10;

    /** The cost of the object of a match. */
    private static final int CHARACTERS_OF_MATCH = 100;

    /** The cost of a string, in addition to its characters. */
    private static final int CHARACTERS_OF_STRING = 12;

    private StringFunctions() {}

    private static Object argument(List<?> arguments, int index) {
        return index < arguments.size() ? arguments.get(index) : null;
    }

    private static String string(List<?> arguments, int index) {
        return (String) argument(arguments, index);
    }

    /** @param error the code of the error for a negative limit */
    private static int limit(List<?> arguments, int index, String error) {
        Number limit = (Number) argument(arguments, index);
        if (limit == null) {
            return Integer.MAX_VALUE;
        }
        if (limit.intValue() < 0) {
            throw new JException(error, -1, limit);
        }
        return limit.intValue();
    }

    static Object substringBefore(List<?> arguments, EvaluationBudget budget) {
        String text = string(arguments, 0);
        if (text == null) {
            return null;
        }
        int at = indexOf(text, string(arguments, 1), budget);
        budget.make(at < 0 ? 0 : at);
        return at < 0 ? text : text.substring(0, at);
    }

    static Object substringAfter(List<?> arguments, EvaluationBudget budget) {
        String text = string(arguments, 0);
        String mark = string(arguments, 1);
        if (text == null) {
            return null;
        }
        int at = indexOf(text, mark, budget);
        budget.make(at < 0 ? 0 : text.length() - at);
        return at < 0 ? text : text.substring(at + mark.length());
    }

    private static int indexOf(String text, String mark, EvaluationBudget budget) {
        return new BudgetedString(text, budget).indexOf(mark, 0);
    }

    static Object contains(List<?> arguments, EvaluationBudget budget) {
        String text = string(arguments, 0);
        if (text == null) {
            return null;
        }
        Object token = argument(arguments, 1);
        return token instanceof String part
                ? indexOf(text, part, budget) >= 0
                : expression(token).matcher(text).find();
    }

    static Object pad(List<?> arguments, EvaluationBudget budget) {
        String text = string(arguments, 0);
        if (text == null) {
            return null;
        }
        int width = ((Number) argument(arguments, 1)).intValue();
        String given = string(arguments, 2);
        String pad = given == null || given.isEmpty() ? " " : given;
        long missing = Math.abs((long) width) - text.codePointCount(0, text.length());
        if (missing <= 0) {
            return text;
        }
        budget.make(2 * missing + text.length());
        StringBuilder padding = new StringBuilder();
        int[] cycle = pad.codePoints().limit(missing).toArray();
        for (int i = 0; i < missing; i++) {
            padding.appendCodePoint(cycle[i % cycle.length]);
        }
        return width < 0 ? padding + text : text + padding;
    }

    static void chargeJoin(List<?> arguments, EvaluationBudget budget) {
        Object strings = argument(arguments, 0);
        long separator = argument(arguments, 1) instanceof String string ? string.length() : 0;
        if (strings instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                budget.make(separator + (list.get(i) instanceof String string ? string.length() : 0));
            }
        }
    }

    static Object match(List<?> arguments, EvaluationBudget budget) {
        String text = string(arguments, 0);
        if (text == null) {
            return null;
        }
        long max = limit(arguments, 2, "D3040");
        JList<Object> matches = Sequences.empty();
        Matcher matcher = expression(argument(arguments, 1)).matcher(text);
        // The library gives one match more than the limit.
        while (matches.size() <= max && matcher.find()) {
            budget.make(CHARACTERS_OF_MATCH + matcher.end() - matcher.start());
            List<String> groups = new ArrayList<>();
            for (int group = 1; group <= matcher.groupCount(); group++) {
                budget.make(CHARACTERS_OF_STRING + (long) matcher.end(group) - matcher.start(group));
                groups.add(matcher.group(group));
            }
            Map<String, Object> match = new LinkedHashMap<>();
            match.put("match", matcher.group());
            match.put("index", matcher.start());
            match.put("groups", groups);
            matches.add(match);
        }
        return matches;
    }

    static Object split(List<?> arguments, EvaluationBudget budget) {
        String text = string(arguments, 0);
        if (text == null) {
            return null;
        }
        int max = limit(arguments, 2, "D3020");
        Object separator = argument(arguments, 1);
        if (separator instanceof String string) {
            return string.isEmpty() ? characters(text, max, budget) : split(text, string, max, budget);
        }
        return split(text, expression(separator).matcher(text), max, budget);
    }

    private static List<String> characters(String text, int max, EvaluationBudget budget) {
        int size = Math.min(max, text.length());
        budget.make((long) size * CHARACTERS_OF_STRING);
        List<String> characters = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            characters.add(String.valueOf(text.charAt(i)));
        }
        return characters;
    }

    private static List<String> split(String text, String separator, int max, EvaluationBudget budget) {
        List<String> parts = new ArrayList<>();
        BudgetedString checked = new BudgetedString(text, budget);
        int from = 0;
        for (int at = 0; at >= 0 && parts.size() < max; ) {
            at = checked.indexOf(separator, from);
            add(parts, text, from, at < 0 ? text.length() : at, budget);
            from = at + separator.length();
        }
        return parts;
    }

    private static List<String> split(String text, Matcher matcher, int max, EvaluationBudget budget) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        while (parts.size() < max && matcher.find()) {
            // As in Pattern.split: an empty match at the start gives no empty part.
            if (from > 0 || matcher.end() > 0) {
                add(parts, text, from, matcher.start(), budget);
                from = matcher.end();
            }
        }
        if (parts.size() < max) {
            add(parts, text, from, text.length(), budget);
        }
        return parts;
    }

    private static void add(List<String> parts, String text, int from, int to, EvaluationBudget budget) {
        budget.make(CHARACTERS_OF_STRING + (long) to - from);
        parts.add(text.substring(from, to));
    }

    static Object replace(List<?> arguments, EvaluationBudget budget) throws Throwable {
        String text = string(arguments, 0);
        if (text == null) {
            return null;
        }
        Object pattern = argument(arguments, 1);
        Object replacement = argument(arguments, 2);
        int max = limit(arguments, 3, "D3011");
        if (pattern instanceof String string) {
            if (string.isEmpty()) {
                throw new JException("D3010", -1);
            }
            return replace(text, string, (String) replacement, max, budget);
        }
        RegularExpression expression = expression(pattern);
        if (replacement instanceof String string) {
            return replace(text, expression, string, max, budget);
        }
        return replaceEach(
                text, expression.matcher(text), matcher -> byFunction(replacement, matcher, budget), max, budget);
    }

    private static String replace(String text, String part, String with, int max, EvaluationBudget budget) {
        BudgetedString checked = new BudgetedString(text, budget);
        StringBuilder result = new StringBuilder();
        int from = 0;
        int at = max == 0 ? -1 : checked.indexOf(part, 0);
        for (int replaced = 1; at >= 0; replaced++) {
            budget.make((long) at - from + with.length());
            result.append(text, from, at).append(with);
            from = at + part.length();
            at = replaced == max ? -1 : checked.indexOf(part, from);
        }
        budget.make(text.length() - from);
        return from == 0 ? text : result.append(text, from, text.length()).toString();
    }

    private static String replace(
            String text, RegularExpression expression, String with, int max, EvaluationBudget budget) throws Throwable {
        budget.charge(with.length());
        String java = LibraryGuards.replacement(with);
        for (int attempt = 0; attempt < MAX_MISSING_GROUPS; attempt++) {
            String known = java;
            try {
                return replaceEach(text, expression.matcher(text), matcher -> known, max, budget);
            } catch (IndexOutOfBoundsException e) {
                // "No group 4": the library removes a reference to a group that the expression does not have.
                String message = String.valueOf(e.getMessage());
                if (!message.contains("No group")) {
                    throw e;
                }
                java = java.replace("$" + message.charAt(message.length() - 1), "");
            }
        }
        return null;
    }

    /** The replacement of a match, in Java's syntax. */
    private interface Replacement {
        String of(Matcher matcher) throws Throwable;
    }

    private static String replaceEach(
            String text, Matcher matcher, Replacement replacement, int max, EvaluationBudget budget) throws Throwable {
        StringBuilder result = new StringBuilder();
        int from = 0;
        for (int replaced = 0; replaced < max && matcher.find(); replaced++) {
            String with = replacement.of(matcher);
            budget.make((long) matcher.start() - from + with.length());
            long references = with.chars().filter(c -> c == '$').count();
            budget.make(references * longestGroup(matcher));
            matcher.appendReplacement(result, with);
            from = matcher.end();
        }
        budget.make(text.length() - from);
        return result.append(text, from, text.length()).toString();
    }

    private static long longestGroup(Matcher matcher) {
        long longest = 0;
        for (int group = 0; group <= matcher.groupCount(); group++) {
            longest = Math.max(longest, matcher.end(group) - matcher.start(group));
        }
        return longest;
    }

    private static String byFunction(Object function, Matcher matcher, EvaluationBudget budget) throws Throwable {
        budget.make(CHARACTERS_OF_MATCH + 2L * (matcher.end() - matcher.start()));
        List<String> groups = new ArrayList<>();
        for (int group = 0; group <= matcher.groupCount(); group++) {
            groups.add(matcher.group(group));
        }
        Map<String, Object> match = new LinkedHashMap<>();
        match.put("match", matcher.group());
        match.put("groups", groups);
        if (Functions.funcApply(function, List.of(match)) instanceof String with) {
            return with;
        }
        throw new JException("D3012", -1);
    }

    /** The library also accepts a function of the expression as a matcher, and fails. */
    private static RegularExpression expression(Object token) {
        if (token instanceof RegularExpression expression) {
            return expression;
        }
        throw new JException("T0410", -1);
    }
}
