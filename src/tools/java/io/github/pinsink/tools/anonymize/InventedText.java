package io.github.pinsink.tools.anonymize;

import com.google.common.net.InetAddresses;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Invents values of the same form: a letter becomes another letter (a vowel another vowel), a digit another digit, zeros and
 * everything else stay. Addresses, ids and other well-known forms inside of a text become valid ones of the same kind. Equal
 * values become equal ones.
 */
final class InventedText {
    private static final String VOWELS = "aeiou";
    private static final String CONSONANTS = "bcdfghjklmnpqrstvwxz";
    private static final String CYRILLIC = "абвгдежзиклмнопрстуфхцчш";
    private static final String IDEOGRAPHS = "山水木金土火日月星花";
    private static final String DIGITS = "123456789";
    private static final String HEX_LETTERS = "abcdef";
    private static final List<String> DOMAINS = List.of("example.com", "example.org", "example.net");
    /** Networks for documentation (RFC 5737). */
    private static final List<String> NETWORKS = List.of("192.0.2.", "198.51.100.", "203.0.113.");

    private static final List<String> BROWSERS = List.of(
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36",
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15",
            "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0",
            "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36");
    private static final List<String> STATES =
            List.of("AZ", "CO", "FL", "GA", "IL", "KY", "MI", "NV", "OH", "OR", "TX", "UT", "WA");
    private static final List<String> STATE_NAMES =
            List.of("Arizona", "Colorado", "Florida", "Georgia", "Illinois", "Nevada", "Ohio", "Oregon", "Utah");

    private static final Pattern BROWSER = Pattern.compile("(?s)(Mozilla|Opera|Dalvik)/.*|.*\\bAppleWebKit/.*");
    // Repetitions have a limit, so that a long text without a match is not read once per character.
    private static final Pattern EMAIL =
            Pattern.compile("[^\\s<>\"',;:@/()\\[\\]{}?&=]{1,254}@[\\p{L}\\p{N}-]+(?:\\.[\\p{L}\\p{N}-]+)+");
    private static final Pattern ENCODED_EMAIL =
            Pattern.compile("(?i)([\\p{L}\\p{N}._+%-]{1,254}?)%40([\\p{L}\\p{N}-]+(?:\\.[\\p{L}\\p{N}-]+)+)");
    private static final Pattern IPV4 = Pattern.compile("(?<![\\d.])\\d{1,3}(?:\\.\\d{1,3}){3}(?![\\d.])");
    private static final Pattern IPV6 =
            Pattern.compile("(?i)(?<![0-9a-z:])[0-9a-f:]{0,45}:[0-9a-f:]{0,45}:[0-9a-f:.]{0,45}(?![0-9a-z:])");
    private static final Pattern HEX = Pattern.compile(
            "(?i)(?<![0-9a-z])(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{16,})(?![0-9a-z])");
    private static final Pattern PHONE =
            Pattern.compile("(?<![\\p{L}\\d])[+(]?\\d(?:[ ()./-]{0,2}\\d){6,14}(?![\\p{L}\\d])");
    private static final Pattern TOKEN =
            Pattern.compile("(?<![\\p{L}\\d])(?=[\\p{L}_-]{0,99}\\d)[\\p{L}\\d_-]{20,}(?![\\p{L}\\d])");
    private static final Pattern DATE = Pattern.compile("(?<!\\d)(\\d{4})([-/.]?)(\\d{2})\\2(\\d{2})(?!\\d)");
    private static final Pattern WHOLE_TIME =
            Pattern.compile("\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2}(?:[T ][0-9:.,]+ ?(?:Z|UTC|GMT|[+-][0-9:]+)?)?");
    private static final Pattern URL = Pattern.compile("(?i)[a-z][a-z0-9+.-]{0,30}://[^\\s\"'<>]+");
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?[eE][+-]?\\d+|-?\\d+\\.\\d+");
    private static final Pattern ESCAPE = Pattern.compile("%[0-9A-Fa-f]{2}");

    private static final int MIN_DIGITS_OF_TOKEN = 3;

    private final String secret;
    private final Vocabulary vocabulary;

    InventedText(String secret, Vocabulary vocabulary) {
        this.secret = secret;
        this.vocabulary = vocabulary;
    }

    /** Everything invented. */
    String all(String text) {
        if (BROWSER.matcher(text).matches()) {
            return choose(BROWSERS, text);
        }
        if (NUMBER.matcher(text).matches()) {
            return number(text);
        }
        if (WHOLE_TIME.matcher(text).matches()) {
            return time(text);
        }
        return forms(text, true);
    }

    /** Only what looks personal is invented: e-mail and IP addresses, telephone numbers, digests and long tokens. */
    String personalForms(String text) {
        return NUMBER.matcher(text).matches() || WHOLE_TIME.matcher(text).matches() ? text : forms(text, false);
    }

    /** A name of a property, invented if it looks personal. Names of many words look like tokens, and are none. */
    String propertyName(String name) {
        boolean isWords = name.equals(name.toLowerCase(Locale.ROOT)) || name.equals(name.toUpperCase(Locale.ROOT));
        boolean mayBeToken = !isWords && name.chars().filter(Character::isDigit).count() >= MIN_DIGITS_OF_TOKEN;
        boolean isToken = !mayBeToken
                && TOKEN.matcher(name).matches()
                && !HEX.matcher(name).matches();
        return isToken || !hasPersonalForm(name) ? name : all(name);
    }

    /** Whether a part of the text looks personal. */
    boolean hasPersonalForm(String text) {
        return !personalForms(text).equals(text);
    }

    private String forms(String text, boolean everything) {
        StringBuilder out = new StringBuilder();
        int done = 0;
        // What was found stays the next one of its kind until it is behind, so that each kind reads the text once.
        Map<Kind, Optional<Form>> ahead = new EnumMap<>(Kind.class);
        while (done < text.length()) {
            Form next = null;
            for (Kind kind : Kind.values()) {
                int from = done;
                Optional<Form> known = ahead.get(kind);
                if (known == null || known.filter(form -> form.start < from).isPresent()) {
                    known = everything || kind.isPersonal ? find(kind, text, from) : Optional.empty();
                    ahead.put(kind, known);
                }
                Optional<Form> found = known;
                if (found.isPresent() && (next == null || found.get().start < next.start)) {
                    next = found.get();
                }
            }
            int start = next == null ? text.length() : next.start;
            String before = text.substring(done, start);
            out.append(everything ? shape(before, text) : before);
            if (next == null) {
                break;
            }
            out.append(invent(next.kind, text.substring(start, next.end)));
            done = next.end;
        }
        return out.toString();
    }

    private static Optional<Form> find(Kind kind, String text, int from) {
        if (text.indexOf(kind.mark, from) < 0) {
            return Optional.empty();
        }
        Matcher matcher = kind.pattern.matcher(text);
        int at = from;
        while (at <= text.length() && matcher.find(at)) {
            if (accepts(kind, matcher.group())) {
                return Optional.of(new Form(kind, matcher.start(), matcher.end()));
            }
            at = matcher.start() + 1;
        }
        return Optional.empty();
    }

    private record Form(Kind kind, int start, int end) {}

    /** In the order in which they are preferred. */
    private enum Kind {
        URL(InventedText.URL, "://", false),
        EMAIL(InventedText.EMAIL, "@", true),
        ENCODED_EMAIL(InventedText.ENCODED_EMAIL, "%40", true),
        IPV4(InventedText.IPV4, ".", true),
        IPV6(InventedText.IPV6, ":", true),
        HEX(InventedText.HEX, "", true),
        DATE(InventedText.DATE, "", false),
        PHONE(InventedText.PHONE, "", true),
        TOKEN(InventedText.TOKEN, "", true);

        private final Pattern pattern;
        /** Without it in a text, the costlier pattern is not tried. */
        private final String mark;

        private final boolean isPersonal;

        Kind(Pattern pattern, String mark, boolean isPersonal) {
            this.pattern = pattern;
            this.mark = mark;
            this.isPersonal = isPersonal;
        }
    }

    private static boolean accepts(Kind kind, String text) {
        return switch (kind) {
            case IPV4, IPV6 -> InetAddresses.isInetAddress(text);
            case HEX -> text.chars().anyMatch(Character::isDigit);
            case DATE -> isDate(text);
            default -> true;
        };
    }

    private String invent(Kind kind, String text) {
        return switch (kind) {
            case URL -> url(text);
            case EMAIL -> email(text, "@");
            case ENCODED_EMAIL -> email(text, text.contains("%40") ? "%40" : "@");
            case IPV4 -> ipv4(text);
            case IPV6 -> "2001:db8::" + hex(4, text) + ":" + hex(4, text + "/");
            case HEX -> hex(text);
            case DATE -> date(text);
            case PHONE -> phone(text);
            case TOKEN -> shape(text, text);
        };
    }

    private String choose(List<String> from, String value) {
        KeyedChoice choice = new KeyedChoice(secret, value);
        int at = choice.next(from.size());
        return from.get(at).equalsIgnoreCase(value) ? from.get((at + 1) % from.size()) : from.get(at);
    }

    /** A state or province: its code or name. */
    List<String> states(String text) {
        String code = choose(STATES, text.toUpperCase(Locale.ROOT));
        String cased = text.equals(text.toLowerCase(Locale.ROOT)) ? code.toLowerCase(Locale.ROOT) : code;
        return switch (text.length()) {
            case 2 -> List.of(cased);
            case 5 -> List.of(shape(text, text), text.substring(0, 3) + cased);
            default -> List.of(shape(text, text), choose(STATE_NAMES, text));
        };
    }

    /** A date of birth, or another date in the same order of its parts. */
    String birthDate(String text) {
        return DATE.matcher(text).replaceAll(found -> Matcher.quoteReplacement(date(found)));
    }

    private String email(String text, String at) {
        int end = text.indexOf(at);
        String local = text.substring(0, end);
        String domain = text.substring(end + at.length());
        String invented = vocabulary.isLiteralPart(domain) ? domain : choose(DOMAINS, domain.toLowerCase(Locale.ROOT));
        return shape(local, text.toLowerCase(Locale.ROOT).replace("%40", "@")) + at + invented;
    }

    private String ipv4(String text) {
        String[] parts = text.split("\\.");
        boolean isPublic = !InetAddresses.forString(text).isSiteLocalAddress()
                && !InetAddresses.forString(text).isLoopbackAddress()
                && !InetAddresses.forString(text).isLinkLocalAddress()
                && !InetAddresses.forString(text).isMulticastAddress()
                && !InetAddresses.forString(text).isAnyLocalAddress()
                && !text.startsWith("100.");
        KeyedChoice choice = new KeyedChoice(secret, text);
        String network = isPublic
                ? NETWORKS.get(choice.next(NETWORKS.size()))
                : parts[0] + "." + parts[1] + "." + parts[2] + ".";
        int host = 1 + choice.next(253);
        String invented = network + host;
        return invented.equals(text) ? network + (host + 1) : invented;
    }

    private String hex(int length, String value) {
        KeyedChoice choice = new KeyedChoice(secret, value);
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < length; i++) {
            out.append(DIGITS.charAt(choice.next(DIGITS.length())));
        }
        return out.toString();
    }

    /** The digits that say the version of a UUID stay. */
    private String hex(String text) {
        KeyedChoice choice = new KeyedChoice(secret, text.toLowerCase(Locale.ROOT));
        boolean isUuid = text.length() == 32 || text.length() == 36;
        StringBuilder out = new StringBuilder();
        int digits = 0;
        for (char c : text.toCharArray()) {
            boolean stays = c == '-' || isUuid && (digits == 12 || digits == 16);
            digits += c == '-' ? 0 : 1;
            out.append(stays ? c : hexDigit(c, choice));
        }
        return out.toString();
    }

    private static char hexDigit(char c, KeyedChoice choice) {
        if (Character.isDigit(c)) {
            return c == '0' ? c : choice.other(DIGITS, c);
        }
        char other = choice.other(HEX_LETTERS, Character.toLowerCase(c));
        return Character.isUpperCase(c) ? Character.toUpperCase(other) : other;
    }

    /** At most the first three digits stay, so that the country is the same; none in a number as long as that of a card. */
    private String phone(String text) {
        long digits = text.chars().filter(Character::isDigit).count();
        boolean isInternational = text.startsWith("+") || text.startsWith("00");
        long kept = digits > 13 || !isInternational ? 0 : text.startsWith("+") ? 3 : 5;
        KeyedChoice choice = new KeyedChoice(secret, text.replaceAll("\\D", ""));
        StringBuilder out = new StringBuilder();
        long seen = 0;
        for (char c : text.toCharArray()) {
            boolean isDigit = Character.isDigit(c);
            boolean isKept = !isDigit || c == '0' || seen < Math.min(kept, digits - 4);
            out.append(isKept ? c : choice.other(DIGITS, c));
            seen += isDigit ? 1 : 0;
        }
        return out.toString();
    }

    private static boolean isDate(String text) {
        String digits = text.replaceAll("\\D", "");
        int year = Integer.parseInt(digits.substring(0, 4));
        int month = Integer.parseInt(digits.substring(4, 6));
        int day = Integer.parseInt(digits.substring(6));
        return year > 1900 && year < 2100 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
    }

    private String date(String text) {
        Matcher matcher = DATE.matcher(text);
        return matcher.matches() ? date(matcher.toMatchResult()) : shape(text, text);
    }

    /** A recent year stays; another one, which may be that of a birth, does not. */
    private String date(MatchResult found) {
        KeyedChoice choice = new KeyedChoice(secret, found.group());
        int year = Integer.parseInt(found.group(1));
        String separator = found.group(2);
        int invented = year >= 2015 ? year : 1950 + choice.next(45);
        int month = 1 + choice.next(12);
        int day = 1 + choice.next(28);
        String date = String.format(Locale.ROOT, "%04d%s%02d%s%02d", invented, separator, month, separator, day);
        return date.equals(found.group())
                ? String.format(Locale.ROOT, "%04d%s%02d%s%02d", invented, separator, month, separator, day % 28 + 1)
                : date;
    }

    private String time(String text) {
        int length = Math.min(10, text.length());
        return birthDate(text.substring(0, length)) + text.substring(length);
    }

    private String url(String text) {
        int authority = text.indexOf("://") + 3;
        int path = authority;
        while (path < text.length() && "/?#".indexOf(text.charAt(path)) < 0) {
            path++;
        }
        String host = text.substring(authority, path);
        String domain =
                vocabulary.isLiteralPart(host) ? host : "shop." + choose(DOMAINS, host.toLowerCase(Locale.ROOT));
        StringBuilder out = new StringBuilder(text.substring(0, authority)).append(domain);
        int from = path;
        for (int i = path; i <= text.length(); i++) {
            if (i == text.length() || "/?#&=;".indexOf(text.charAt(i)) >= 0) {
                String part = text.substring(from, i);
                boolean isName = i < text.length() && text.charAt(i) == '=';
                out.append(isName ? personalForms(part) : part.isEmpty() ? part : forms(part, true));
                if (i < text.length()) {
                    out.append(text.charAt(i));
                }
                from = i + 1;
            }
        }
        return out.toString();
    }

    private String number(String text) {
        int exponent = text.toUpperCase(Locale.ROOT).indexOf('E');
        String mantissa = exponent < 0 ? text : text.substring(0, exponent);
        return smaller(mantissa) + (exponent < 0 ? "" : text.substring(exponent));
    }

    /** A number with as many digits. It is not larger in magnitude, so that it fits into the same type. */
    BigDecimal number(BigDecimal number) {
        String digits = number.unscaledValue().toString();
        BigDecimal invented = new BigDecimal(smaller(digits));
        boolean isSame = invented.unscaledValue().equals(number.unscaledValue());
        if (isSame && number.signum() != 0 && number.scale() <= 0) {
            // A round number that begins with 1.
            invented = new BigDecimal(smaller(digits.replace('0', '9')));
        }
        return new BigDecimal(invented.toBigInteger(), number.scale());
    }

    private String smaller(String digits) {
        KeyedChoice choice = new KeyedChoice(secret, digits);
        StringBuilder out = new StringBuilder();
        boolean isFirst = true;
        for (char c : digits.toCharArray()) {
            if (c < '1' || c > '9') {
                out.append(c);
            } else if (isFirst) {
                out.append(c == '1' ? '1' : DIGITS.charAt(choice.next(c - '1')));
                isFirst = false;
            } else {
                out.append(choice.other(DIGITS, c));
            }
        }
        return out.toString();
    }

    /** Letter by letter, apart from what the mapping compares texts with. */
    String shape(String text, String value) {
        KeyedChoice choice = new KeyedChoice(secret, value);
        boolean[] kept = vocabulary.literalParts(text);
        Matcher escapes = ESCAPE.matcher(text);
        while (escapes.find()) {
            Arrays.fill(kept, escapes.start(), escapes.end(), true);
        }
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            // The last digit of Base64 has unused bits.
            boolean isLastOfBase64 = i + 1 < text.length() && text.charAt(i + 1) == '=' && text.endsWith("=");
            out.append(kept[i] || isLastOfBase64 ? c : other(c, choice));
        }
        return out.toString();
    }

    private static char other(char c, KeyedChoice choice) {
        if (Character.isDigit(c)) {
            int digit = Character.digit(c, 10);
            return digit == 0
                    ? c
                    : (char) (c - digit + Character.digit(choice.other(DIGITS, (char) ('0' + digit)), 10));
        }
        if (!Character.isLetter(c)) {
            return c;
        }
        char lower = Character.toLowerCase(c);
        String alphabet = VOWELS.indexOf(lower) >= 0
                ? VOWELS
                : CYRILLIC.indexOf(lower) >= 0 ? CYRILLIC : Character.isIdeographic(c) ? IDEOGRAPHS : CONSONANTS;
        char invented = choice.other(alphabet, lower);
        return Character.isUpperCase(c) ? Character.toUpperCase(invented) : invented;
    }
}
