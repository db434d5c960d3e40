package io.github.pinsink.event;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The rules of the API for personal values before they are hashed; an empty text means that a value is not usable. */
final class Normalisers {
    private static final Pattern DATE = Pattern.compile("(\\d{4})([-/.]?)(\\d{1,2})\\2(\\d{1,2})(?:[T ].*)?");
    private static final Pattern EXTENSION = Pattern.compile("(?i)(ext|x|#).*$");
    private static final Map<String, String> COUNTRIES = countries();
    private static final Map<String, String> STATES = states();

    private Normalisers() {}

    static String email(String text) {
        String address = text.replaceAll("[\\s\\u00a0]+", "").toLowerCase(Locale.ROOT);
        int at = address.indexOf('@');
        return at > 0 && at < address.length() - 1 ? address : "";
    }

    static String phone(String text) {
        String number = EXTENSION.matcher(text).replaceFirst("").replace("(0)", "");
        StringBuilder digits = new StringBuilder();
        number.codePoints().filter(Character::isDigit).forEach(c -> digits.append(Character.digit(c, 10)));
        String significant = digits.toString().replaceFirst("^0+", "");
        return significant.length() >= 7 && significant.length() <= 15 ? significant : "";
    }

    static String gender(String text) {
        return switch (lettersOf(text)) {
            case "f", "female", "woman" -> "f";
            case "m", "male", "man" -> "m";
            case "n", "nonbinary" -> "n";
            default -> "";
        };
    }

    static String birthDate(String text) {
        Matcher matcher = DATE.matcher(text);
        if (!matcher.matches()) {
            return "";
        }
        try {
            return LocalDate.of(
                            Integer.parseInt(matcher.group(1)),
                            Integer.parseInt(matcher.group(3)),
                            Integer.parseInt(matcher.group(4)))
                    .format(DateTimeFormatter.BASIC_ISO_DATE);
        } catch (DateTimeException e) {
            return "";
        }
    }

    static String lowerCase(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    static String city(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{M}\\p{N}]", "");
    }

    static String state(String text) {
        String name = text.matches("[A-Za-z]{2}-[A-Za-z]{1,3}") ? text.substring(3) : text;
        String letters = lettersOf(name);
        return letters.length() == 2 ? letters : STATES.getOrDefault(letters, "");
    }

    static String postalCode(String text) {
        boolean alphanumeric = text.codePoints().anyMatch(Character::isLetter);
        return alphanumeric
                ? text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "")
                : text.replaceAll("[^\\p{Nd}]", "");
    }

    static String country(String text) {
        String letters = lettersOf(text);
        if (letters.equals("uk")) {
            return "gb";
        }
        return letters.length() == 2 ? letters : COUNTRIES.getOrDefault(letters, "");
    }

    static String advertisingId(String text) {
        String id = text.toLowerCase(Locale.ROOT);
        return id.replaceAll("[0-]", "").isEmpty() ? "" : id;
    }

    private static String lettersOf(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}]", "");
    }

    private static Map<String, String> countries() {
        Map<String, String> codes = new HashMap<>();
        for (String code : Locale.getISOCountries()) {
            Locale country = new Locale.Builder().setRegion(code).build();
            String lower = code.toLowerCase(Locale.ROOT);
            codes.put(country.getISO3Country().toLowerCase(Locale.ROOT), lower);
            codes.put(lettersOf(country.getDisplayCountry(Locale.ENGLISH)), lower);
        }
        codes.put("unitedstatesofamerica", "us");
        codes.put("greatbritain", "gb");
        return codes;
    }

    private static Map<String, String> states() {
        String table =
                "alabama al alaska ak arizona az arkansas ar california ca colorado co connecticut ct delaware de"
                        + " districtofcolumbia dc florida fl georgia ga hawaii hi idaho id illinois il indiana in iowa ia"
                        + " kansas ks kentucky ky louisiana la maine me maryland md massachusetts ma michigan mi minnesota mn"
                        + " mississippi ms missouri mo montana mt nebraska ne nevada nv newhampshire nh newjersey nj"
                        + " newmexico nm newyork ny northcarolina nc northdakota nd ohio oh oklahoma ok oregon or"
                        + " pennsylvania pa rhodeisland ri southcarolina sc southdakota sd tennessee tn texas tx utah ut"
                        + " vermont vt virginia va washington wa westvirginia wv wisconsin wi wyoming wy puertorico pr"
                        + " alberta ab britishcolumbia bc manitoba mb newbrunswick nb newfoundlandandlabrador nl novascotia ns"
                        + " northwestterritories nt nunavut nu ontario on princeedwardisland pe quebec qc québec qc"
                        + " saskatchewan sk yukon yt";
        String[] words = table.split(" ");
        Map<String, String> codes = new HashMap<>();
        for (int i = 0; i < words.length; i += 2) {
            codes.put(words[i], words[i + 1]);
        }
        return codes;
    }
}
