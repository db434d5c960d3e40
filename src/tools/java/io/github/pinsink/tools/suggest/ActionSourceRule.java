package io.github.pinsink.tools.suggest;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Proposes {@code action_source}: from fields with the names of channels, or from what the records have. */
final class ActionSourceRule {
    static final String SOURCE = "mapping.action_source";

    /** Names of a field that says where an event happened, the best first. */
    static final List<String> NAMES = Words.list("""
            action source, platform, sales channel, order channel, channel, order source, os, os name, device
            os, device platform, operating system, os family, device type, device, device category, device class, portal, app platform, booking channel,
            created via, via, touchpoint, origin, source name, source, lead source, signup source, medium, entry
            mode, client, kanal, vertriebskanal, verkaufskanal, plattform, store type""");

    /** Words of a channel's name, and the source that they stand for, in this order. */
    static final Map<String, List<String>> WORDS = words();

    /** Names of properties that only records of such a source have. */
    static final Map<String, List<String>> EVIDENCE = evidence();

    private static final int MAX_DISTINCT = 30;

    private final RecordShape shape;
    private final String topic;

    ActionSourceRule(RecordShape shape, String topic) {
        this.shape = shape;
        this.topic = topic;
    }

    private static Map<String, List<String>> words() {
        Map<String, List<String>> words = new LinkedHashMap<>();
        words.put("app_ios", List.of("ios", "iphone", "ipad", "ipados", "apple"));
        words.put("app_android", List.of("android"));
        words.put("offline", Words.list("""
            pos, store, retail, offline, instore, branch, phone, telephone, call, callcenter, kiosk, counter,
            till, filiale, kasse, telefon, showroom, tradeshow, stationaer"""));
        words.put("web", Words.list("""
            web, website, online, desktop, browser, mweb, site, webshop, onlineshop, ecommerce, storefront, www,
            widget, landing, internet, checkout"""));
        return words;
    }

    private static final Predicate<String> STORE = path -> Words.of(path).contains("store");

    private static Map<String, List<String>> evidence() {
        Map<String, List<String>> names = new LinkedHashMap<>();
        names.put("offline", Words.list("""
            store id, store number, store no, store code, store name, store, register, register id, terminal,
            terminal id, till, till id, cashier, cashier id, pos, pos id, branch, branch id, filiale, filial nr,
            filialnummer, kasse, kassen id, kassennummer, kassierer, outlet, outlet id, lane, receipt number,
            receipt no, bonnummer, bon nr, clerk, salesperson"""));
        names.put("web", Words.list("""
            user agent, ua, page url, url, page, page location, referrer, referer, cookie, cookies, session id,
            browser, utm source, utm campaign, utm medium, landing page, document location, dl, href, ip, ip
            address, client ip, remote ip, remote addr, form id, website, site, web session, webshop, domain"""));
        return names;
    }

    void propose(Suggestion to) {
        List<String> parts = new ArrayList<>();
        List<String> why = new ArrayList<>();
        Set<Integer> covered = new HashSet<>();
        for (String name : NAMES) {
            for (PathValues values : shape.fields()) {
                if (parts.size() < 2
                        && covered.size() < shape.samples()
                        && FieldCandidates.rank(List.of(name), values.path().words()) >= 0) {
                    addField(values, parts, why, covered);
                }
            }
        }
        Optional<String> constant =
                covered.size() < shape.samples() ? constant(why, parts.isEmpty()) : Optional.empty();
        constant.ifPresent(parts::add);
        if (parts.isEmpty()) {
            to.miss(
                    SOURCE,
                    "nothing says where the events happened. Set 'web', 'app_ios', 'app_android' or 'offline', or an expression");
            return;
        }
        if (covered.size() < shape.samples() && constant.isEmpty()) {
            to.note(SOURCE + ": " + (shape.samples() - covered.size()) + " of " + shape.samples()
                    + " records have another value or none, and are rejected. Add the value to the expression");
        }
        to.put(
                SOURCE,
                String.join(" ?: ", parts),
                String.join("; ", why),
                covered.isEmpty() && why.stream().anyMatch(text -> text.contains("weak")),
                List.of());
    }

    private void addField(PathValues values, List<String> parts, List<String> why, Set<Integer> covered) {
        if (!values.all(ValueForm.TEXT) || values.distinct().size() > MAX_DISTINCT) {
            return;
        }
        Map<String, String> lookup = new LinkedHashMap<>();
        for (String value : values.distinct()) {
            source(value).ifPresent(source -> lookup.put(value.toLowerCase(Locale.ROOT), source));
        }
        boolean isOfDevice = Words.containAny(values.path().lastWords(), Set.of("os", "operating"));
        if (isOfDevice && !hasApp()) {
            return;
        }
        long known = values.count(value -> source(value.toString()).isPresent());
        if (known * 2 < values.values().size() || lookup.isEmpty()) {
            return;
        }
        if (lookup.containsKey("ios") || lookup.containsKey("android")) {
            lookup.putIfAbsent("ios", "app_ios");
            lookup.putIfAbsent("android", "app_android");
        }
        String path = values.path().expression();
        parts.add("$lookup("
                + lookup.entrySet().stream()
                        .map(entry -> '"' + entry.getKey().replace("\\", "\\\\").replace("\"", "\\\"") + "\": \""
                                + entry.getValue() + '"')
                        .collect(Collectors.joining(", ", "{", "}"))
                + ", $lowercase($string(" + path + ")))");
        why.add("the values of " + path + " say a channel in " + known + " of "
                + values.values().size() + " records");
        if (known == values.values().size()) {
            covered.addAll(values.recordNumbers());
        }
    }

    /** The source that a word of the value stands for. */
    static Optional<String> source(String value) {
        List<String> words = new ArrayList<>(Words.of(value));
        // Such as iOS, which is one word.
        words.addAll(Words.of(value.toLowerCase(Locale.ROOT)));
        return WORDS.entrySet().stream()
                .filter(row -> Words.containAny(words, row.getValue()))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** Such as a channel named app, which says no operating system. */
    private boolean isSaidToBeApp() {
        return shape.fields().stream()
                .filter(values -> FieldCandidates.rank(NAMES, values.path().words()) >= 0)
                .anyMatch(values -> values.count(value -> value instanceof String text
                                        && Words.of(text).contains("app"))
                                * 2
                        > values.values().size());
    }

    private boolean hasApp() {
        return isSaidToBeApp()
                || shape.fields().stream()
                        .anyMatch(values -> Words.containAny(
                                values.path().words(),
                                Words.set("app, bundle, idfa, gaid, advertising, sdk, idfv, adid")));
    }

    private Optional<String> constant(List<String> why, boolean isAlone) {
        Map<String, List<String>> found = new LinkedHashMap<>();
        EVIDENCE.forEach((source, names) -> shape.fields().stream()
                .filter(values -> values.records() * 2 >= shape.samples())
                .forEach(values -> {
                    List<String> words = values.path().words();
                    boolean isNamed = FieldCandidates.rank(names, words) >= 0
                            || values.path().names().stream()
                                    .anyMatch(name -> names.contains(String.join(" ", Words.of(name))));
                    if (isNamed && !(source.equals("web") && Words.containAny(words, Set.of("product", "image")))) {
                        found.computeIfAbsent(source, key -> new ArrayList<>())
                                .add(values.path().expression());
                    }
                }));
        if (isSaidToBeApp()) {
            // A user agent and an IP address are also those of apps.
            found.remove("web");
        }
        if (found.containsKey("web")
                && found.getOrDefault("offline", List.of()).stream().allMatch(STORE)) {
            // Web shops have several stores as well.
            found.remove("offline");
        }
        for (Map.Entry<String, List<String>> row : found.entrySet()) {
            why.add((isAlone ? "" : "otherwise ") + "the records have "
                    + String.join(", ", row.getValue().stream().limit(3).toList()));
            return Optional.of("'" + row.getKey() + "'");
        }
        if (!isAlone) {
            return Optional.empty();
        }
        Optional<String> ofTopic = source(topic);
        if (ofTopic.isPresent()) {
            why.add("the name of the topic (weak)");
            return ofTopic.map(source -> "'" + source + "'");
        }
        boolean isShipped = shape.fields().stream()
                .anyMatch(values -> Words.containAny(values.path().words(), Words.set("""
            shipping, delivery, newsletter, lieferadresse, lieferung, versand, versandkosten, subscription,
            checkin, flight""")));
        if (isShipped) {
            why.add("a delivery, a subscription or a journey, which are mostly ordered online (weak)");
            return Optional.of("'web'");
        }
        return Optional.empty();
    }
}
