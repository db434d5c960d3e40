package io.github.pinsink.tools.suggest;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Proposes {@code event_time} and the zone of local times. */
final class TimeRule {
    static final String TIME = "mapping.event_time";

    /** Names of the time of an event, the best first. */
    static final List<String> NAMES = Words.list("""
            event time, event timestamp, event date, occurred at, occurred, happened at, timestamp, purchased
            at, purchase time, purchase date, ordered at, order time, order date, order placed, order placed at,
            placed at, placed on, placed, paid at, paid on, payment date, payment time, transaction time,
            transaction date, transaction timestamp, completed at, completed, booked at, booked on, booking
            date, booking time, booked, sold at, sale date, sale time, submitted at, submitted on, submitted,
            signed up at, signup date, signup time, subscribed at, subscribed on, opt in at, opted in at,
            renewed at, renewed on, renewal date, charged at, billed at, registered at, requested at, request
            date, converted at, confirmed at, quoted at, quote date, received on, created at, created on,
            created, created date, date created, creation date, creation time, created time, created ts, create
            time, issued at, issue date, printed at, closed at, closed on, closed, settled at, tendered at, signed at, signed on, bound at, taken at, finalized at, event ts, date time, datetime, time, ts, date,
            epoch, t, when, at, sent at, received at, processed at, logged at, server time, client ts, collector
            tstamp, bestelldatum, bestellzeitpunkt, bestellzeit, bestellt am, kaufdatum, kaufzeit,
            buchungsdatum, belegdatum, bondatum, zeitpunkt, zeitstempel, erstellt am, erstellt, angelegt am,
            datum, fecha, date commande, updated at, modified at, last modified, date modified""");

    /** A time with such a word is that of something else. */
    static final Set<String> WITHOUT = Words.set("""
            birth, dob, born, geburtsdatum, expiry, expires, expire, expiration, deleted, shipped, ship,
            shipping, delivery, delivered, deliver, pickup, checkin, checkout, check, departure, arrival, due,
            valid, until, start, end, ends, starts, next, previous, install, installed, login, cancelled,
            canceled, refunded, scheduled, estimated, eta, return, trial, stay, promised, slot, before, source,
            travel, outbound, inbound, flight, lieferdatum, first, last, item, items, product, member, since,
            joined, opened, anreise, abreise, payout""");

    /** A check in a restaurant, not a check-in. */
    private static final List<String> BILL = List.of("check");

    private static final Set<String> UNITS = Words.set("""
            utc, gmt, ms, millis, milliseconds, millisecond, seconds, secs, sec, s, us, usec, micros, ns, nanos,
            epoch, unix, iso, local, tz, 8601, in""");
    private static final Set<String> MARKERS = Words.set("""
            at, on, ts, time, date, timestamp, datum, zeit, when, datetime, tstamp, dt, am, le, el, il, em, op, dnia""");
    private static final Set<String> VERBS = Words.set("""
            paid, ordered, order, placed, purchased, purchase, booked, booking, sold, completed, created,
            confirmed, submitted, subscribed, signed, signup, registered, renewed, charged, event, occurred,
            transaction, payment, sale, captured, quoted, requested, bought, txn, trx, issued, invoiced, billed,
            donated, enrolled, kauf, bestell, checkout""");
    private static final Pattern CLEAR = Pattern.compile("\\d{4}-\\d{2}-\\d{2}[T ]\\d{2}:\\d{2}.*");
    /** When a system got or wrote the record, rather than when it happened. */
    private static final Set<String> OF_TRANSPORT = Words.set("""
            server, received, processed, ingested, ingest, logged, sent, updated, modified, loaded, exported, published, etl, sync,
            synced, queued, emitted, collector""");

    private static final Set<String> LAST_RESORT = Set.of("updated", "modified", "received", "sent", "processed");
    private static final Pattern DAY_FIRST = Pattern.compile("\\d{2}([./-])\\d{2}\\1\\d{4}([ ,T]+\\d{2}:\\d{2}.*)?");
    private static final Pattern CLOCK = Pattern.compile("\\d{1,2}:\\d{2}(:\\d{2})?|\\d{6}");
    private static final FieldCheck ACCEPTED = new FieldCheck();

    private final RecordShape shape;

    TimeRule(RecordShape shape) {
        this.shape = shape;
    }

    void propose(Suggestion to) {
        List<Candidate> times = shape.fields().stream()
                .flatMap(values -> candidate(values).stream())
                .sorted(Comparator.comparingInt(Candidate::score).reversed())
                .toList();
        if (times.isEmpty()) {
            to.miss(
                    TIME,
                    "no field with the name and the values of a time. Set the expression of the time of the event, or"
                            + " $timestamp for the timestamp of the Kafka record");
            return;
        }
        Candidate best = times.get(0);
        String text = text(best.values(), to);
        if (text.isEmpty()) {
            return;
        }
        boolean isWeak = best.evidence().startsWith("no known")
                || Words.containAny(best.values().path().lastWords(), LAST_RESORT);
        to.put(
                TIME,
                text,
                best.evidence(),
                isWeak,
                times.stream().skip(1).limit(3).map(Candidate::expression).toList());
        new TimeZoneRule(shape).propose(best.values(), text, to);
    }

    private Optional<Candidate> candidate(PathValues values) {
        List<String> all = values.path().words();
        int end = all.size();
        while (end > 1 && UNITS.contains(all.get(end - 1))) {
            end--;
        }
        List<String> words = all.subList(0, end);
        int rank = FieldCandidates.rank(NAMES, words);
        String name = rank < 0 ? "" : NAMES.get(rank);
        if (rank < 0 && Words.containAny(words, MARKERS)) {
            name = String.join(" ", values.path().lastWords());
            rank = Words.containAny(words, VERBS) ? NAMES.indexOf("completed at") : NAMES.size();
        }
        if (rank < 0 && values.all(TimeRule::isClearTime)) {
            rank = NAMES.size() + MARKERS.size();
        }
        if (rank < 0
                || Words.meanAny(values.path().lastWords(), WITHOUT)
                || (!parent(values).equals(BILL) && Words.meanAny(parent(values), WITHOUT))) {
            return Optional.empty();
        }
        long fitting = values.count(TimeRule::isTime);
        if (fitting * 2 < values.values().size() || values.values().isEmpty()) {
            return Optional.empty();
        }
        int score = 200
                - rank
                + 40 * values.records() / Math.max(1, shape.samples())
                - 4 * values.path().names().size();
        score -= Words.containAny(FieldRules.USER, all) ? 30 : 0;
        score -= Words.containAny(Words.spelledOut(all), OF_TRANSPORT) ? 40 : 0;
        return Optional.of(new Candidate(
                values,
                values.path().expression(),
                score,
                (name.isEmpty() ? "no known name" : "name \"" + name + '"') + "; times in " + fitting + " of "
                        + shape.samples() + " records"));
    }

    /** Nothing else has this form. */
    private static boolean isClearTime(Object value) {
        return value instanceof String text && CLEAR.matcher(text.strip()).matches();
    }

    private static List<String> parent(PathValues values) {
        int size = values.path().names().size();
        return size < 2 ? List.of() : Words.of(values.path().names().get(size - 2));
    }

    private static boolean isTime(Object value) {
        return ValueForm.TIME.test(value) && ACCEPTED.accepts("event_time", value)
                || isDayFirst(value)
                || isDays(value);
    }

    static boolean isDayFirst(Object value) {
        return value instanceof String text && DAY_FIRST.matcher(text.strip()).matches();
    }

    private static boolean isDays(Object value) {
        return value instanceof Integer days && days >= 10_957 && days <= 40_000;
    }

    /** The expression; empty if the values do not say which number is the day. */
    private String text(PathValues values, Suggestion to) {
        String path = values.path().expression();
        if (values.all(TimeRule::isDays)) {
            return "$dateOfDays(" + path + ")";
        }
        String date = path;
        if (values.count(TimeRule::isDayFirst) * 2 > values.values().size()) {
            Optional<Boolean> dayFirst = dayFirst(values);
            if (dayFirst.isEmpty()) {
                to.miss(
                        TIME,
                        path
                                + " has dates such as 00/00/0000, and the samples do not say which number is the month. Set $substring("
                                + path + ", 6, 4) & '-' & the month & '-' & the day");
                return "";
            }
            int day = dayFirst.get() ? 0 : 3;
            date = "$substring(" + path + ", 6, 4) & '-' & $substring(" + path + ", " + (3 - day)
                    + ", 2) & '-' & $substring(" + path + ", " + day + ", 2)";
            if (values.all(value -> value.toString().strip().length() > 10)) {
                return date + " & ' ' & $trim($substring(" + path + ", 11))";
            }
        }
        String day = date;
        boolean isCompact =
                values.all(value -> value instanceof String text && text.strip().length() == 8);
        boolean isDateOnly = isCompact
                || values.all(
                        value -> value instanceof String text && text.strip().length() == 10);
        return isDateOnly
                ? clockNextTo(values.path(), isCompact)
                        .map(clock -> day + (isCompact ? " & " : " & ' ' & ") + clock)
                        .orElse(day)
                : date;
    }

    /** By the separator, or by a number that can only be a day. */
    static Optional<Boolean> dayFirst(PathValues values) {
        if (values.all(value -> value.toString().strip().charAt(2) == '.')
                || values.values().stream().anyMatch(value -> number(value, 0) > 12)) {
            return Optional.of(true);
        }
        return values.values().stream().anyMatch(value -> number(value, 3) > 12)
                ? Optional.of(false)
                : Optional.empty();
    }

    private static int number(Object value, int at) {
        return Integer.parseInt(value.toString().strip().substring(at, at + 2));
    }

    private Optional<String> clockNextTo(RecordPath date, boolean isCompact) {
        List<String> siblings = date.names().subList(0, date.names().size() - 1);
        return shape.fields().stream()
                .filter(values -> values.path().names().size() == date.names().size()
                        && values.path().names().subList(0, siblings.size()).equals(siblings)
                        && values.all(value -> value instanceof String text
                                && CLOCK.matcher(text.strip()).matches()
                                && text.contains(":") != isCompact)
                        && !Words.containAny(values.path().lastWords(), WITHOUT))
                .map(values -> values.path().expression())
                .findFirst();
    }
}
