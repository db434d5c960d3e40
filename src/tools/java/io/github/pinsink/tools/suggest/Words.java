package io.github.pinsink.tools.suggest;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Splits names of any style into words: {@code billingAddress}, {@code billing_address} and {@code Billing-Address}. */
final class Words {
    private static final int MIN_PREFIX = 4;
    /** Ends the names of custom fields. */
    private static final String SALESFORCE = "__c";

    /** Pairs of words, and the word that stands for them. */
    static final Map<String, String> PAIRS = Map.of(
            "bill to", "billing",
            "ship to", "shipping",
            "sold to", "customer",
            "deliver to", "shipping",
            "with tax", "gross",
            "incl tax", "gross",
            "with vat", "gross",
            "incl vat", "gross",
            "without tax", "net",
            "excl tax", "net");

    private static final Pattern ACCENTS = Pattern.compile("\\p{M}");
    private static final Map<String, String> JOINED = new ConcurrentHashMap<>();

    /** Usual abbreviations in names, and what they stand for. */
    static final Map<String, String> ABBREVIATIONS = Map.ofEntries(
            Map.entry("addr", "address"),
            Map.entry("amt", "amount"),
            Map.entry("nbr", "number"),
            Map.entry("num", "number"),
            Map.entry("no", "number"),
            Map.entry("nr", "number"),
            Map.entry("txn", "transaction"),
            Map.entry("trx", "transaction"),
            Map.entry("trans", "transaction"),
            Map.entry("cust", "customer"),
            Map.entry("acct", "account"),
            Map.entry("prod", "product"),
            Map.entry("ord", "order"),
            Map.entry("dt", "date"),
            Map.entry("dttm", "timestamp"),
            Map.entry("desc", "description"),
            Map.entry("ref", "reference"),
            Map.entry("enrolment", "enrollment"),
            Map.entry("usr", "user"),
            Map.entry("mob", "mobile"),
            Map.entry("cd", "code"),
            Map.entry("curr", "currency"),
            Map.entry("qty", "quantity"),
            Map.entry("nm", "name"),
            Map.entry("chan", "channel"),
            Map.entry("txt", "description"),
            Map.entry("dept", "department"),
            Map.entry("prc", "price"),
            Map.entry("pce", "piece"),
            Map.entry("dob", "birthdate"),
            Map.entry("tx", "transaction"),
            Map.entry("cntry", "country"),
            Map.entry("ctry", "country"),
            Map.entry("tel", "phone"),
            Map.entry("mail", "email"),
            Map.entry("pax", "passenger"),
            Map.entry("loc", "location"),
            Map.entry("evt", "event"),
            Map.entry("srv", "server"),
            Map.entry("ver", "version"),
            Map.entry("ccy", "currency"),
            Map.entry("pmt", "payment"),
            Map.entry("tot", "total"),
            Map.entry("inv", "invoice"),
            Map.entry("bkg", "booking"),
            Map.entry("cnt", "count"),
            Map.entry("tstmp", "timestamp"),
            Map.entry("resv", "reservation"),
            Map.entry("rsvn", "reservation"),
            Map.entry("cat", "category"));

    private Words() {}

    /** The parts of a list that is written with commas. */
    static List<String> list(String text) {
        return Stream.of(text.split(","))
                .map(name -> name.strip().replaceAll("\\s+", " "))
                .filter(name -> !name.isEmpty())
                .toList();
    }

    static Set<String> set(String text) {
        return Set.copyOf(list(text));
    }

    /** The words with abbreviations written out. */
    static List<String> spelledOut(List<String> words) {
        return words.stream()
                .map(word -> ABBREVIATIONS.getOrDefault(word, word))
                .toList();
    }

    /** In lower case; numbers are words of their own. */
    static List<String> of(String name) {
        if (name.endsWith(SALESFORCE)) {
            return of(name.substring(0, name.length() - SALESFORCE.length()));
        }
        List<String> words = new ArrayList<>(SapNames.words(name));
        if (!words.isEmpty()) {
            return words;
        }
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!Character.isLetterOrDigit(c)) {
                finish(word, words);
                continue;
            }
            if (i > 0 && startsWord(name, i)) {
                finish(word, words);
            }
            word.append(c);
        }
        finish(word, words);
        return joinedPairs(words);
    }

    /** Two words that mean one thing, such as bill to. */
    private static List<String> joinedPairs(List<String> words) {
        for (int i = 0; i + 1 < words.size(); i++) {
            String one = PAIRS.get(words.get(i) + " " + words.get(i + 1));
            if (one != null) {
                words.set(i, one);
                words.remove(i + 1);
            }
        }
        return words;
    }

    private static boolean startsWord(String name, int i) {
        char c = name.charAt(i);
        char before = name.charAt(i - 1);
        if (Character.isDigit(c) != Character.isDigit(before)) {
            return true;
        }
        boolean isNextLower = i + 1 < name.length() && Character.isLowerCase(name.charAt(i + 1));
        return Character.isUpperCase(c)
                && (Character.isLowerCase(before) || (Character.isUpperCase(before) && isNextLower));
    }

    private static void finish(StringBuilder word, List<String> words) {
        if (!word.isEmpty()) {
            words.add(folded(word.toString()
                    .toLowerCase(Locale.ROOT)
                    .replace("ä", "ae")
                    .replace("ö", "oe")
                    .replace("ü", "ue")
                    .replace("ß", "ss")));
            word.setLength(0);
        }
    }

    /** Without accents. */
    private static String folded(String word) {
        return word.chars().allMatch(c -> c < 128)
                ? word
                : ACCENTS.matcher(Normalizer.normalize(word, Normalizer.Form.NFD))
                        .replaceAll("")
                        .replace('ł', 'l')
                        .replace('ø', 'o');
    }

    /** The words of a name of a table, written together. */
    static String joined(String name) {
        return name.indexOf(' ') < 0 ? name : JOINED.computeIfAbsent(name, spaced -> spaced.replace(" ", ""));
    }

    /** Whether the last words, written together, are the name; so {@code firstname} and {@code first_name} are the same. */
    static boolean endWith(List<String> words, String name) {
        String wanted = name.replace(" ", "");
        StringBuilder end = new StringBuilder();
        for (int i = words.size() - 1; i >= 0 && end.length() < wanted.length(); i--) {
            end.insert(0, words.get(i));
        }
        return end.length() == wanted.length() && wanted.contentEquals(end);
    }

    /** Whether one of the words, or its English, is wanted. */
    static boolean meanAny(List<String> words, Collection<String> wanted) {
        return containAny(words, wanted) || containAny(Translations.english(words), wanted);
    }

    static boolean containAny(Collection<String> words, Collection<String> wanted) {
        return wanted.stream().anyMatch(words::contains);
    }

    /** Whether a word for each part of the phrase is there; a part of four letters or more may be the beginning of a word. */
    static boolean containPhrase(List<String> words, String phrase) {
        for (String part : phrase.split(" ")) {
            if (words.stream()
                    .noneMatch(word -> word.equals(part) || (part.length() >= MIN_PREFIX && word.startsWith(part)))) {
                return false;
            }
        }
        return true;
    }
}
