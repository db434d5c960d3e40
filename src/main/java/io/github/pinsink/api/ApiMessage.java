package io.github.pinsink.api;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A message of the API made fit for logs and for the headers of dead letters. It may quote what was sent, cut it anywhere,
 * and be of any length; a value of an event must not stay in it. So everything goes that could be one:
 *
 * <ul>
 *   <li>What stands in quotes of any style or in braces, unless it is a property of the API. A quote without an end takes
 *       the rest with it.
 *   <li>Whatever has a digit in it beside letters, four digits or more, a decimal point, {@code @}, a slash or colons:
 *       addresses, numbers, digests, tokens, ids and dates, also where they are cut.
 *   <li>Words in capitals or of mixed case that {@link ApiVocabulary} does not know, names with an underscore that it does
 *       not know, words in other than ASCII letters, a single word behind a colon, and whatever follows {@code Bearer}.
 * </ul>
 *
 * <p>What stays are plain English words in lower case, known names, and numbers of up to three digits, such as a status or
 * an index. The mask tells the shape of what stood there.
 */
public final class ApiMessage {
    private static final int MAX_LENGTH = 300;
    private static final int MAX_KIND_LENGTH = 100;
    /** What is read of a message. More is cut before values are looked for, together with the word it is cut in. */
    private static final int MAX_READ = 2_000;

    private static final int LONGEST_WORD = 24;
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\p{Z}]+");
    private static final Pattern BLANKS = Pattern.compile(" {2,}");
    private static final Pattern INVISIBLE = Pattern.compile("\\p{Cf}+");
    private static final Pattern QUOTE_ENTITY =
            Pattern.compile("&(?:quot|#0*34|#x0*22|ldquo|rdquo);", Pattern.CASE_INSENSITIVE);
    private static final Pattern APOSTROPHE_ENTITY =
            Pattern.compile("&(?:apos|#0*39|#x0*27|lsquo|rsquo);", Pattern.CASE_INSENSITIVE);
    private static final Pattern BRACES = Pattern.compile("\\{.*}|\\{.*$|^[^{]*}");
    /** Begins where a word does, so that a long word is looked through once. */
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
    private static final Pattern END_OF_SENTENCE = Pattern.compile("[.!?](\\s|$)");
    private static final Pattern QUOTED = Pattern.compile("'[^']*'");
    private static final Pattern DIFFERING = Pattern.compile("\\d+|\\[(?:address|digits|digest|value)]");
    private static final String DOUBLE = "\"“”„‟«»″＂〝〞「」『』";
    private static final String SINGLE = "'‘’‚‛‹›′＇`´";
    private static final String OPENING = "([<{";
    private static final String CLOSING = ")]>}.,;:!?…";

    private ApiMessage() {}

    /** One line of at most 300 characters without anything that could be a value of an event. */
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

    /** The first sentence of a message without anything that differs from event to event. */
    public static String kind(String text) {
        return kindOfMasked(masked(text));
    }

    /** The kinds of several messages with semicolons between them. */
    static List<String> kinds(String text) {
        // Masked first: a value may hold a semicolon.
        return Stream.of(masked(text).split(";"))
                .map(ApiMessage::kindOfMasked)
                .filter(kind -> !kind.isEmpty())
                .toList();
    }

    private static String kindOfMasked(String masked) {
        String sentence = END_OF_SENTENCE.split(masked.strip(), 2)[0];
        String withoutQuotes = QUOTED.matcher(sentence).replaceAll("'…'");
        return cut(DIFFERING.matcher(withoutQuotes).replaceAll("#"), MAX_KIND_LENGTH);
    }

    private static String bounded(String text) {
        if (text.length() <= MAX_READ) {
            return text;
        }
        int end = MAX_READ;
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

    /** Where the quote that begins there ends; negative when it does not. Apostrophes in words and escaped marks are none. */
    private static int endOfQuote(String text, int start) {
        String closing = DOUBLE.indexOf(text.charAt(start)) >= 0 ? DOUBLE : SINGLE;
        for (int i = start + 1; i < text.length(); i++) {
            boolean goesOn = i + 1 < text.length() && Character.isLetterOrDigit(text.charAt(i + 1));
            if (closing.indexOf(text.charAt(i)) >= 0 && !goesOn && text.charAt(i - 1) != '\\') {
                return i;
            }
        }
        return -1;
    }

    /** Between two quotes there is no telling whether a mark ended the first one or belonged to its value. */
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

    /** A mark without a beginning says that the quote before it ended later than it seemed, or that the message was cut. */
    private static String outside(String text) {
        for (int i = text.length() - 1; i >= 0; i--) {
            boolean goesOn = i + 1 < text.length() && Character.isLetterOrDigit(text.charAt(i + 1));
            if (SINGLE.indexOf(text.charAt(i)) >= 0 && !goesOn) {
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
        int from = 0;
        while (from < known.length()) {
            int end = known.indexOf(' ', from);
            end = end < 0 ? known.length() : end;
            String word = known.substring(from, end);
            boolean alone = afterColon && isLastOfClause(known, word, end);
            masked.append(word(word, alone));
            if (!word.isEmpty()) {
                afterColon = word.endsWith(":") || word.endsWith("=");
            }
            if (end < known.length()) {
                masked.append(' ');
            }
            from = end + 1;
        }
        return masked.toString();
    }

    private static boolean isLastOfClause(String text, String word, int end) {
        return end == text.length() || !word.isEmpty() && ",;.)!?".indexOf(word.charAt(word.length() - 1)) >= 0;
    }

    /** @param alone whether the word is all that follows a colon */
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
        boolean plain = LOWER_CASE.matcher(core).matches() && core.length() <= LONGEST_WORD;
        return plain && !alone ? core : "[value]";
    }

    /** The word without the marks around it. */
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
