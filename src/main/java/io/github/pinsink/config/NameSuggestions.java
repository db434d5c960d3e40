package io.github.pinsink.config;

import io.github.pinsink.mapping.expression.UnknownName;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Describes a name that an expression uses and nothing defines, with the name that was probably meant. */
final class NameSuggestions {
    /** A name is a typing error of another only if at most one letter in this many differs. */
    private static final int LETTERS_PER_ERROR = 3;

    private static final int MAX_LENGTH = 100;

    private static final String CONDITIONAL = "Write a choice as condition ? value : otherwise";
    private static final String HASHED = "The connector hashes personal fields itself. Give the plain value";
    private static final String DATES = "Use $toMillis(text), or the text itself for mapping.event_time";

    /** What other languages call something, in lower case. */
    private static final Map<String, String> BY_NAME = Map.ofEntries(
            didYouMean("tostring", "string"),
            didYouMean("str", "string"),
            didYouMean("tostr", "string"),
            didYouMean("int", "number"),
            didYouMean("toint", "number"),
            didYouMean("float", "number"),
            didYouMean("tofloat", "number"),
            didYouMean("parseint", "number"),
            didYouMean("parsefloat", "number"),
            didYouMean("tonum", "number"),
            didYouMean("decimal", "number"),
            didYouMean("bool", "boolean"),
            didYouMean("upper", "uppercase"),
            didYouMean("toupper", "uppercase"),
            didYouMean("touppercase", "uppercase"),
            didYouMean("lower", "lowercase"),
            didYouMean("tolower", "lowercase"),
            didYouMean("tolowercase", "lowercase"),
            didYouMean("len", "length"),
            didYouMean("strlen", "length"),
            didYouMean("size", "count"),
            didYouMean("substr", "substring"),
            didYouMean("strip", "trim"),
            didYouMean("avg", "average"),
            didYouMean("mean", "average"),
            didYouMean("ceiling", "ceil"),
            didYouMean("pow", "power"),
            didYouMean("foreach", "map"),
            didYouMean("select", "filter"),
            didYouMean("where", "filter"),
            didYouMean("includes", "contains"),
            Map.entry("startswith", ". Compare as in $substring(a, 0, 3) = 'abc'"),
            Map.entry("endswith", ". Compare as in $substring(a, -3) = 'abc'"),
            didYouMean("replaceall", "replace"),
            didYouMean("unique", "distinct"),
            didYouMean("typeof", "type"),
            didYouMean("isset", "exists"),
            didYouMean("has", "exists"),
            didYouMean("json", "parseJson"),
            didYouMean("fromjson", "parseJson"),
            didYouMean("tojson", "string"),
            didYouMean("base64", "base64encode"),
            didYouMean("urldecode", "decodeUrlComponent"),
            didYouMean("decodeuri", "decodeUrl"),
            didYouMean("urlencode", "encodeUrlComponent"),
            didYouMean("currenttimemillis", "millis"),
            didYouMean("currenttime", "now"),
            didYouMean("value", "record"),
            didYouMean("message", "record"),
            didYouMean("header", "headers"),
            Map.entry("root", ". Did you mean $$?"),
            Map.entry("this", ". Did you mean $?"),
            Map.entry("self", ". Did you mean $?"),
            Map.entry("null", ". Did you mean null?"),
            Map.entry("true", ". Did you mean true?"),
            Map.entry("false", ". Did you mean false?"),
            Map.entry("concat", ". Join strings with &"),
            Map.entry("concatenate", ". Join strings with &"),
            Map.entry("if", ". " + CONDITIONAL),
            Map.entry("iif", ". " + CONDITIONAL),
            Map.entry("case", ". " + CONDITIONAL),
            Map.entry("coalesce", ". Write a default as a ?? b"),
            Map.entry("ifnull", ". Write a default as a ?? b"),
            Map.entry("nvl", ". Write a default as a ?? b"),
            Map.entry("default", ". Write a default as a ?? b"),
            Map.entry("isnull", ". Compare with null as in a = null"),
            Map.entry("isempty", ". Compare as in a = ''"),
            Map.entry("first", ". Write the first element as items[0]"),
            Map.entry("last", ". Write the last element as items[-1]"),
            Map.entry("date", ". " + DATES),
            Map.entry("todate", ". " + DATES),
            Map.entry("parsedate", ". " + DATES),
            Map.entry("datetime", ". " + DATES),
            Map.entry("timestamp_ms", ". " + DATES),
            Map.entry("sha256", ". " + HASHED),
            Map.entry("hash", ". " + HASHED),
            Map.entry("md5", ". " + HASHED));

    private NameSuggestions() {}

    private static Map.Entry<String, String> didYouMean(String given, String known) {
        return Map.entry(given, didYouMean(known));
    }

    private static String didYouMean(String known) {
        return "; did you mean $" + known + "?";
    }

    /** The names, without dollar sign, that users of other languages may write; for tests. */
    static Set<String> usualNames() {
        return BY_NAME.keySet();
    }

    /**
     * What is wrong with the name.
     *
     * @param known the names that the expression can use, without dollar sign
     */
    static String describe(UnknownName unknown, Set<String> known) {
        String name = shortened(unknown.name());
        String where = name + " at position " + unknown.position();
        Optional<String> suggestion = suggestion(unknown.name(), known);
        return switch (unknown.kind()) {
            case FUNCTION -> "unknown function $" + where + suggestion.orElse("");
            case FUNCTION_WITHOUT_DOLLAR ->
                "unknown function " + where
                        + (known.contains(unknown.name())
                                ? didYouMean(name)
                                : suggestion.orElse(". The name of a function begins with $"));
            case VARIABLE ->
                "unknown variable $" + where + suggestion.orElse(". For a field of that name, write `$" + name + '`');
            case FIELD_WITH_DOLLAR ->
                "unknown variable $" + where + ". For a field of that name, use backquotes: .`$" + name + '`'
                        + closest(unknown.name(), known)
                                .map(other -> ". Otherwise, did you mean $" + other + "?")
                                .orElse("");
            case OUT_OF_SCOPE ->
                "variable $" + where + " has no value here: it is bound in other parentheses or in another function."
                        + " Bind it in parentheses that contain this use";
        };
    }

    private static Optional<String> suggestion(String name, Set<String> known) {
        return Optional.ofNullable(BY_NAME.get(name.toLowerCase(Locale.ROOT)))
                .or(() -> closest(name, known).map(NameSuggestions::didYouMean));
    }

    private static Optional<String> closest(String name, Set<String> known) {
        Map<String, String> byLowerCase = new TreeMap<>();
        known.forEach(other -> byLowerCase.merge(
                other.toLowerCase(Locale.ROOT), other, (one, two) -> one.compareTo(two) < 0 ? one : two));
        String given = name.toLowerCase(Locale.ROOT);
        return ClosestMatch.of(given, byLowerCase.keySet(), Math.max(1, name.length() / LETTERS_PER_ERROR))
                .or(() -> ClosestMatch.of(given, byLowerCase.keySet(), 2).filter(other -> areSwapped(given, other)))
                .map(byLowerCase::get);
    }

    /** Two letters, which count as two errors. */
    private static boolean areSwapped(String one, String other) {
        return Arrays.equals(
                one.chars().sorted().toArray(), other.chars().sorted().toArray());
    }

    private static String shortened(String name) {
        return name.length() <= MAX_LENGTH ? name : name.substring(0, MAX_LENGTH) + "…";
    }
}
