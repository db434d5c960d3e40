package io.github.pinsink.api;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Masks messages of the API for logs and for the headers of dead letters. A message may quote what was sent, truncate it at
 * any position, and have any length. No value of an event may remain, so everything that could be one is masked:
 *
 * <ul>
 *   <li>Text in quotes of any style or in braces, unless it is a property of the API. If a quote is not closed, the rest of
 *       the message is masked.
 *   <li>Words that contain digits and letters, four or more digits, a decimal point, {@code @}, a slash or colons:
 *       addresses, numbers, digests, tokens, ids and dates, also truncated ones.
 *   <li>Upper-case or mixed-case words and names with an underscore that {@link ApiVocabulary} does not contain, words with
 *       letters that are not ASCII, a single word after a colon, a word in brackets, unknown words after a property's name and
 *       a colon, and the word after {@code Bearer}.
 * </ul>
 *
 * <p>Lower-case English words, known names, and numbers of up to three digits (such as a status or an index) remain. The
 * mask shows the kind of the value.
 */
public final class ApiMessage {
    private static final int MAX_LENGTH = 300;
    private static final int MAX_KIND_LENGTH = 100;
    /** Longer messages are truncated before they are masked, at the end of a word. */
    private static final int MAX_INPUT_LENGTH = 2_000;

    private static final int MAX_WORD_LENGTH = 24;
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\p{Z}]+");
    private static final Pattern BLANKS = Pattern.compile(" {2,}");
    private static final Pattern INVISIBLE = Pattern.compile("\\p{Cf}+");
    private static final Pattern QUOTE_ENTITY =
            Pattern.compile("&(?:quot|#0*34|#x0*22|ldquo|rdquo);", Pattern.CASE_INSENSITIVE);
    private static final Pattern APOSTROPHE_ENTITY =
            Pattern.compile("&(?:apos|#0*39|#x0*27|lsquo|rsquo);", Pattern.CASE_INSENSITIVE);
    private static final Pattern BRACES = Pattern.compile("\\{.*}|\\{.*$|^[^{]*}");
    /** Matches only at the start of a word, so that a long word is scanned once. */
    private static final Pattern EMAIL = Pattern.compile("(?<![^\\s@])[^\\s@]*+\\s?@\\s?\\S*");

    private static final Pattern SECRET = Pattern.compile(
            "(?i)\\b(bearer|basic|digest|password|secret|passwd|credential)([\\s:=]+)(?:\\w*\\s*[:=]\\s*)?\\S+");
    private static final Pattern IP_V6 = Pattern.compile(
            "(?<![\\p{L}\\p{N}])[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){2,}[0-9.]*(?:%\\S+)?(?:/[0-9]+)?");
    private static final Pattern DIGIT_GROUPS =
            Pattern.compile("(?<![\\p{L}\\p{N}_])\\+?\\(?\\p{Nd}(?:[ .,()/:+-]{0,3}\\p{Nd}){3,}(?![\\p{L}_])");
    private static final Pattern SINGLE_QUOTED_WORD = Pattern.compile("[A-Za-z]+['’](?:s|t|re|ve|ll|d|m)");
    private static final Pattern HEX = Pattern.compile("[0-9A-Fa-f]{8,}");
    private static final Pattern SHORT_NUMBER = Pattern.compile("#?-?[0-9]{1,3}%?");
    private static final Pattern LOWER_CASE = Pattern.compile("[a-z]+(?:-[a-z]+)*");
    private static final Pattern SENTENCE_END = Pattern.compile("[.!?](\\s|$)");
    private static final Pattern QUOTED = Pattern.compile("'[^']*'");
    private static final Pattern VARIABLE_PARTS = Pattern.compile("\\d+|\\[(?:address|digits|digest|value)]");
    private static final String DOUBLE = "\"“”„‟«»″＂〝〞「」『』";
    private static final String SINGLE = "'‘’‚‛‹›′＇`´";
    private static final String OPENING = "([<{";
    private static final String CLOSING = ")]>}.,;:!?…";

    private ApiMessage() {}

    /** The masked message as one line of at most 300 characters. */
    static String of(String text) {
        return cut(masked(text), MAX_LENGTH);
    }

    private static String masked(String text) {
        String line =
                CONTROL.matcher(INVISIBLE.matcher(bounded(text)).replaceAll("")).replaceAll(" ");
        String plain = APOSTROPHE_ENTITY
                .matcher(QUOTE_ENTITY.matcher(line).replaceAll("\""))
                .replaceAll("'");
        return BLANKS.matcher(withoutQuotes(plain)).replaceAll(" ").strip();
    }

    private static String cut(String text, int length) {
        return text.length() > length ? text.substring(0, length) + "…" : text;
    }

    /** The first masked sentence of a message, with the parts that differ between events replaced. */
    public static String kind(String text) {
        return kindOfMasked(masked(text));
    }

    /** The kinds of several messages that are separated by semicolons. */
    static List<String> kinds(String text) {
        // Masked before splitting: a value may contain a semicolon.
        return Stream.of(masked(text).split(";"))
                .map(ApiMessage::kindOfMasked)
                .filter(kind -> !kind.isEmpty())
                .toList();
    }

    private static String kindOfMasked(String masked) {
        String sentence = SENTENCE_END.split(masked.strip(), 2)[0];
        String withoutQuotes = QUOTED.matcher(sentence).replaceAll("'…'");
        return cut(VARIABLE_PARTS.matcher(withoutQuotes).replaceAll("#"), MAX_KIND_LENGTH);
    }

    private static String bounded(String text) {
        if (text.length() <= MAX_INPUT_LENGTH) {
            return text;
        }
        int end = MAX_INPUT_LENGTH;
        while (end > 0 && !Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end) + "…";
    }

    private static String withoutQuotes(String text) {
        StringBuilder masked = new StringBuilder();
        int from = 0;
        boolean quotedBefore = false;
        for (int i = 0; i < text.length(); i++) {
            if (!opens(text, i)) {
                continue;
            }
            int end = endOfQuote(text, i);
            String before = text.substring(from, i);
            masked.append(quotedBefore ? between(before) : outside(before));
            if (end < 0) {
                return masked.append("'…'").toString();
            }
            String inside = text.substring(i + 1, end);
            masked.append('\'')
                    .append(ApiVocabulary.isKnown(inside) ? inside : "…")
                    .append('\'');
            quotedBefore = true;
            from = end + 1;
            i = end;
        }
        String rest = text.substring(from);
        return masked.append(outside(rest)).toString();
    }

    private static boolean opens(String text, int at) {
        char mark = text.charAt(at);
        return DOUBLE.indexOf(mark) >= 0
                || mark == '`'
                || SINGLE.indexOf(mark) >= 0 && (at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1)));
    }

    /** The index of the closing quote, or -1. Apostrophes within words and escaped quotes do not close it. */
    private static int endOfQuote(String text, int start) {
        String closing = DOUBLE.indexOf(text.charAt(start)) >= 0 ? DOUBLE : SINGLE;
        for (int i = start + 1; i < text.length(); i++) {
            boolean continuesWord = i + 1 < text.length() && Character.isLetterOrDigit(text.charAt(i + 1));
            if (closing.indexOf(text.charAt(i)) >= 0 && !continuesWord && text.charAt(i - 1) != '\\') {
                return i;
            }
        }
        return -1;
    }

    /** Masks the text between two quotes. A quote character before it may belong to the value instead of closing the quote. */
    private static String between(String text) {
        for (String word : text.strip().split("\\s+")) {
            String core = core(word);
            if (!core.isEmpty()
                    && !ApiVocabulary.isKnown(core)
                    && !SHORT_NUMBER.matcher(core).matches()) {
                return " … ";
            }
        }
        return words(text);
    }

    /** A closing quote without an opening one: the previous quote ended later than assumed, or the message was truncated. */
    private static String outside(String text) {
        for (int i = text.length() - 1; i >= 0; i--) {
            boolean continuesWord = i + 1 < text.length() && Character.isLetterOrDigit(text.charAt(i + 1));
            if (SINGLE.indexOf(text.charAt(i)) >= 0 && !continuesWord) {
                return "…" + words(text.substring(i + 1));
            }
        }
        return words(text);
    }

    private static String words(String text) {
        String known = BRACES.matcher(text).replaceAll("{…}");
        known = EMAIL.matcher(known).replaceAll(" [address] ");
        known = SECRET.matcher(known).replaceAll("$1 [value]");
        known = IP_V6.matcher(known).replaceAll("[address]");
        known = DIGIT_GROUPS.matcher(known).replaceAll("[digits]");
        StringBuilder masked = new StringBuilder();
        boolean afterColon = false;
        boolean afterProperty = false;
        int from = 0;
        while (from < known.length()) {
            int end = known.indexOf(' ', from);
            end = end < 0 ? known.length() : end;
            String word = known.substring(from, end);
            boolean alone = afterColon && isLastOfClause(known, word, end);
            masked.append(word(word, alone || afterProperty || isInBrackets(word)));
            if (!word.isEmpty()) {
                afterColon = word.endsWith(":") || word.endsWith("=");
                // What follows the name of a property may be its value, of any number of words.
                afterProperty = afterColon && ApiVocabulary.isProperty(core(word.replace("=", "")))
                        || ApiVocabulary.isProperty(word.substring(0, Math.max(0, word.indexOf('='))))
                        || afterProperty && !SENTENCE_END.matcher(word).find() && !word.endsWith(";");
            }
            if (end < known.length()) {
                masked.append(' ');
            }
            from = end + 1;
        }
        return masked.toString();
    }

    private static boolean isInBrackets(String word) {
        return word.length() > 2
                && OPENING.indexOf(word.charAt(0)) >= 0
                && ")]>}".indexOf(word.charAt(word.length() - 1)) >= 0;
    }

    private static boolean isLastOfClause(String text, String word, int end) {
        return end == text.length() || !word.isEmpty() && ",;.)!?".indexOf(word.charAt(word.length() - 1)) >= 0;
    }

    /** @param alone whether it may be a value: the only word after a colon, in brackets, or after a property's name */
    private static String word(String word, boolean alone) {
        String core = core(word);
        if (core.isEmpty()) {
            return word;
        }
        int start = word.indexOf(core);
        String mask = mask(core, alone);
        return word.substring(0, start) + mask + word.substring(start + core.length());
    }

    private static String mask(String core, boolean alone) {
        if (ApiVocabulary.isKnown(core)
                || SHORT_NUMBER.matcher(core).matches()
                || core.equals("and/or")
                || core.equals("'…'")) {
            return core;
        }
        if (HEX.matcher(core).matches()) {
            return core.chars().allMatch(Character::isDigit) ? "[digits]" : "[digest]";
        }
        if (SINGLE_QUOTED_WORD.matcher(core).matches() && Character.isLowerCase(core.charAt(0))) {
            return core;
        }
        boolean plain = LOWER_CASE.matcher(core).matches() && core.length() <= MAX_WORD_LENGTH;
        return plain && !alone ? core : "[value]";
    }

    /** The word without the punctuation around it. */
    private static String core(String word) {
        int from = 0;
        int to = word.length();
        while (from < to && OPENING.indexOf(word.charAt(from)) >= 0) {
            from++;
        }
        while (to > from && CLOSING.indexOf(word.charAt(to - 1)) >= 0 && !endsWithIndex(word, from, to)) {
            to--;
        }
        return word.substring(from, to);
    }

    private static boolean endsWithIndex(String word, int from, int to) {
        return word.charAt(to - 1) == ']' && word.indexOf('[', from) > from;
    }
}
