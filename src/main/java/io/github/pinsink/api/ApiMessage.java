package io.github.pinsink.api;

import java.util.regex.Pattern;

/** A message of the API made fit for logs and headers: it may quote what was sent, and be of any length. */
public final class ApiMessage {
    private static final int MAX_LENGTH = 300;
    private static final int MAX_KIND_LENGTH = 100;
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");
    private static final Pattern ADDRESS = Pattern.compile("[^\\s'\"<>(),;:]+@[^\\s'\"<>(),;:]+");
    private static final Pattern DIGEST = Pattern.compile("[0-9A-Fa-f]{32,}");
    private static final Pattern LONG_DIGITS = Pattern.compile("\\+?\\d[\\d .()/-]{6,}\\d");
    private static final Pattern QUOTED = Pattern.compile("'[^']*'|\"[^\"]*\"|`[^`]*`");
    private static final Pattern DIGITS = Pattern.compile("\\d+");
    private static final Pattern END_OF_SENTENCE = Pattern.compile("[.!?](\\s|$)");

    private ApiMessage() {}

    /** One line of bounded length, without addresses, digests and long numbers. */
    static String of(String text) {
        String bounded = text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) + "…" : text;
        String line = CONTROL.matcher(bounded).replaceAll(" ");
        String withoutAddresses = ADDRESS.matcher(line).replaceAll("[address]");
        String withoutDigests = DIGEST.matcher(withoutAddresses).replaceAll("[digest]");
        return LONG_DIGITS.matcher(withoutDigests).replaceAll("[digits]").strip();
    }

    /** The first sentence of a message without anything that differs from event to event. */
    public static String kind(String text) {
        String sentence = END_OF_SENTENCE.split(text.strip(), 2)[0];
        String withoutQuotes = QUOTED.matcher(of(sentence)).replaceAll("'…'");
        String kind = DIGITS.matcher(withoutQuotes).replaceAll("#");
        return kind.length() > MAX_KIND_LENGTH ? kind.substring(0, MAX_KIND_LENGTH) + "…" : kind;
    }
}
