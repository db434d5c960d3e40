package io.github.pinsink.tools.suggest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Proposes what more than one property says about the user: full names, click IDs in URLs, and opt-outs. */
final class PersonRules {
    static final String CLICK_ID = "mapping.user_data.click_id";
    static final String FIRST_NAME = "mapping.user_data.fn";
    static final String LAST_NAME = "mapping.user_data.ln";
    private static final String BIRTH_DATE = "mapping.user_data.db";
    static final String OPT_OUT = "mapping.opt_out";

    /** Names of a first and last name in one string, the best first. */
    static final List<String> FULL_NAMES = Words.list("""
            full name, fullname, customer name, client name, user name, contact name, buyer name, guest name,
            billing name, passenger name, traveler name, lead name, subscriber name, member name, person name,
            display name, customer full name, cardholder name, kunde name, kundenname, kunde, name, cardholder""");

    /** Flags that are true when the user opted out. */
    static final List<String> OPT_OUTS = Words.list("""
            opt out, opted out, do not track, dnt, limit ad tracking, lmt, lat, is lat, do not sell, gpc, ad
            tracking limited, limited ad tracking, tracking opt out, non personalized ads, tracking disabled""");

    /** Flags that are false when the user opted out. */
    static final List<String> CONSENTS = Words.list("""
            ad tracking enabled, tracking enabled, consent ads, consent advertising, consent tracking, ads
            consent, tracking consent, advertising consent, ad consent, consent ad storage, consent ad user
            data, consent personalization, consent targeting, consent marketing cookies, consents ads, consents
            tracking, consents advertising, consent measurement, tracking allowed, personalized ads, att
            authorized, ad user data, ad personalization, ad personalisation, ads personalization, ad storage, marketing cookies, ads
            cookies, cookies marketing, cookies ads, ad measurement""");

    /** Messages to the user are not measurement. */
    private static final Set<String> NO_OPT_OUT = Words.set("email, sms, newsletter, mail, promo, push");

    private static final FieldRule FULL_NAME = new FieldRule(
            "user_data.fn", ValueForm.NAME, FULL_NAMES, Set.of("company", "file", "user", "username"), true, false);

    private final RecordShape shape;
    private final FieldCandidates candidates;

    PersonRules(RecordShape shape, FieldCandidates candidates) {
        this.shape = shape;
        this.candidates = candidates;
    }

    void propose(Suggestion to) {
        proposeNameNextToOther(FIRST_NAME, LAST_NAME, to);
        proposeNameNextToOther(LAST_NAME, FIRST_NAME, to);
        proposeFullName(to);
        proposeBirthDate(to);
        proposeClickId(to);
        proposeOptOut(to);
    }

    /** A bare name in the object of a last name is the first name, and the other way around. */
    private void proposeNameNextToOther(String found, String wanted, Suggestion to) {
        Optional<PathValues> other =
                to.expression(found).map(text -> text.split(" \\?: ")[0]).flatMap(shape::field);
        if (other.isEmpty() || to.has(wanted)) {
            return;
        }
        List<String> names = other.get().path().names();
        List<String> parent = names.subList(0, names.size() - 1);
        shape.fields().stream()
                .filter(values -> values.path().names().size() == names.size()
                        && values.path().names().subList(0, parent.size()).equals(parent)
                        && Translations.english(values.path().lastWords()).equals(List.of("name"))
                        && values.all(ValueForm.NAME))
                .findFirst()
                .ifPresent(values -> to.put(
                        wanted,
                        values.path().expression(),
                        "a name next to " + other.get().path().expression()));
    }

    private void proposeFullName(Suggestion to) {
        if (to.has(FIRST_NAME) || to.has(LAST_NAME)) {
            return;
        }
        candidates.of(FULL_NAME).stream()
                .filter(candidate -> candidate
                                        .values()
                                        .count(value -> value.toString().strip().contains(" "))
                                * 2
                        >= candidate.values().values().size())
                .filter(PersonRules::isAPerson)
                .findFirst()
                .ifPresent(candidate -> {
                    String path = candidate.expression();
                    boolean isLastFirst =
                            candidate.values().all(value -> value.toString().contains(","));
                    String first = isLastFirst
                            ? "$trim($substringAfter(" + path + ", ','))"
                            : "$substringBefore($trim(" + path + "), ' ')";
                    String last = isLastFirst
                            ? "$substringBefore(" + path + ", ',')"
                            : "$split($trim(" + path + "), ' ')[-1]";
                    to.putWeak(FIRST_NAME, first, candidate.evidence() + "; with a space, so first and last name");
                    to.putWeak(LAST_NAME, last, candidate.evidence() + "; with a space, so first and last name");
                });
    }

    /** A bare name can be that of anything. */
    private static boolean isAPerson(Candidate candidate) {
        List<String> words = candidate.values().path().words();
        return !Words.endWith(words, "name")
                || words.size() > 1 && Words.containAny(words, FieldRules.USER)
                || Words.endWith(words, "full name");
    }

    /** Of dates that do not begin with the year. */
    private void proposeBirthDate(Suggestion to) {
        FieldRule rule = FieldRules.of("user_data.db");
        if (to.has(BIRTH_DATE)) {
            return;
        }
        shape.fields().stream()
                .filter(values ->
                        FieldCandidates.rank(rule.names(), values.path().words()) >= 0)
                .filter(values -> values.all(TimeRule::isDayFirst))
                .findFirst()
                .ifPresent(values -> TimeRule.dayFirst(values)
                        .ifPresentOrElse(
                                isDayFirst -> {
                                    char separator = values.values()
                                            .get(0)
                                            .toString()
                                            .strip()
                                            .charAt(2);
                                    to.put(BIRTH_DATE, values.path().expression(), "the name of a date of birth");
                                    to.set(
                                            "mapping.birth.date.pattern",
                                            (isDayFirst ? "dd" + separator + "MM" : "MM" + separator + "dd") + separator
                                                    + "yyyy");
                                },
                                () -> to.note(BIRTH_DATE + ": the samples of "
                                        + values.path().expression()
                                        + " do not say which number is the month. Set mapping.birth.date.pattern")));
    }

    private void proposeClickId(Suggestion to) {
        if (to.has(CLICK_ID)) {
            return;
        }
        shape.fields().stream()
                .filter(values -> values.count(value -> hasClickId(value)) > 0)
                .findFirst()
                .ifPresent(values -> {
                    String path = values.path().expression();
                    boolean isQuery = values.values().stream()
                            .noneMatch(value -> value.toString().contains("?"));
                    to.put(
                            CLICK_ID,
                            "$queryParameter(" + (isQuery ? "'?' & " + path : path) + ", 'epik')",
                            "an epik parameter in " + values.count(PersonRules::hasClickId) + " of "
                                    + values.values().size() + " values");
                });
        if (!to.has(CLICK_ID)) {
            to.expression("mapping.event_source_url")
                    .ifPresent(url -> to.put(
                            CLICK_ID,
                            "$queryParameter(" + url + ", 'epik')",
                            "Pinterest adds its click ID to the URL of the page; no sample has one"));
        }
    }

    private static boolean hasClickId(Object value) {
        return value instanceof String text
                && (text.contains("?epik=") || text.contains("&epik=") || text.startsWith("epik="));
    }

    private void proposeOptOut(Suggestion to) {
        List<String> optOuts = flags(OPT_OUTS, ValueForm.FLAG);
        List<String> consents = flags(CONSENTS, ValueForm.FLAG);
        if (!optOuts.isEmpty() || !consents.isEmpty()) {
            to.put(
                    OPT_OUT,
                    "$optOut([" + String.join(", ", optOuts) + "], [" + String.join(", ", consents) + "])",
                    "flags with the names of opt-outs and consents");
        }
    }

    private List<String> flags(List<String> names, ValueForm form) {
        List<String> flags = new ArrayList<>();
        for (PathValues values : shape.fields()) {
            List<String> words = values.path().words();
            if (FieldCandidates.rank(names, words) >= 0 && !Words.containAny(words, NO_OPT_OUT) && values.all(form)) {
                flags.add(values.path().expression());
            }
        }
        return flags;
    }

    /** The country of phone numbers without a country code. */
    void proposePhoneCountry(Suggestion to) {
        Optional<String> country = to.expression("mapping.user_data.country");
        Optional<Candidate> phone = candidates.best(FieldRules.of("user_data.ph"));
        boolean isNational = phone.isPresent()
                && phone.get().values().values().stream()
                        .anyMatch(value -> !value.toString().strip().startsWith("+") && !ValueForm.isDigest(value));
        if (!to.has("mapping.user_data.ph") || !isNational) {
            return;
        }
        country.ifPresentOrElse(
                path -> to.put(
                        "mapping.phone.country",
                        path,
                        "phone numbers without a country code, and the country of the user"),
                () -> to.note(
                        "mapping.phone.default.country: some phone numbers have no country code, and the records no country."
                                + " If they are of one country, set its ISO 3166 code"));
    }
}
