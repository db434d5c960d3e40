package io.github.pinsink.api;

import java.util.regex.Pattern;

/** A message of the API made fit for logs and headers: it may quote what was sent, and be of any length. */
final class ApiMessage {
    private static final int MAX_LENGTH = 300;
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");
    private static final Pattern ADDRESS = Pattern.compile("[^\\s'\"<>(),;:]+@[^\\s'\"<>(),;:]+");
    private static final Pattern LONG_DIGITS = Pattern.compile("\\+?\\d[\\d .()/-]{6,}\\d");

    private ApiMessage() {}

    static String of(String text) {
        String bounded = text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) + "…" : text;
        String line = CONTROL.matcher(bounded).replaceAll(" ");
        String withoutAddresses = ADDRESS.matcher(line).replaceAll("[address]");
        return LONG_DIGITS.matcher(withoutAddresses).replaceAll("[digits]").trim();
    }
}
