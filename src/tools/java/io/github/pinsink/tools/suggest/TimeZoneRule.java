package io.github.pinsink.tools.suggest;

import io.github.pinsink.event.RecordLocale;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Proposes the zone of times without an offset, or asks for it. */
final class TimeZoneRule {
    static final String ZONE = "mapping.event_time.zone";

    /** Names of a field with the name of a time zone. */
    static final List<String> ZONES = Words.list(
            "timezone, time zone, tz, zone, zeitzone, tz id, timezone id, tz name, fuseau horaire, zona horaria, strefa czasowa, tijdzone");

    private static final Pattern LOCAL =
            Pattern.compile("(19|20)\\d{6}(\\d{6})?|\\d{4}.\\d{2}.\\d{2}([T ]\\d{2}:\\d{2}(:\\d{2}([.,]\\d+)?)?)?");

    private static final Set<String> DEVICES = Words.set("device, client, browser, session, context, web, visitor");

    private final RecordShape shape;

    TimeZoneRule(RecordShape shape) {
        this.shape = shape;
    }

    /** A user's zone says nothing about the clock of a server. */
    private static boolean isOfUser(RecordPath zone, RecordPath time) {
        List<String> parents = zone.names().subList(0, zone.names().size() - 1);
        return !time.names().subList(0, time.names().size() - 1).equals(parents)
                && (Words.containAny(zone.words(), DEVICES) || Words.containAny(zone.words(), FieldRules.USER));
    }

    /** @param time the expression of the time */
    void propose(PathValues values, String time, Suggestion to) {
        boolean isLocal = !time.equals(values.path().expression())
                || values.all(value -> value instanceof String local
                        && LOCAL.matcher(local.strip()).matches());
        if (!isLocal
                || Words.containAny(values.path().words(), Set.of("utc", "gmt"))
                || time.startsWith("$dateOfDays")) {
            return;
        }
        Optional<PathValues> zone = shape.fields().stream()
                .filter(candidate ->
                        FieldCandidates.rank(ZONES, candidate.path().words()) >= 0)
                .filter(candidate ->
                        candidate.all(value -> value instanceof String name && RecordLocale.isTimeZone(name)))
                .findFirst();
        if (zone.isPresent() && isOfUser(zone.get().path(), values.path())) {
            to.note(ZONE + ": the times in " + values.path().expression() + " have no offset and are read as UTC. "
                    + zone.get().path().expression()
                    + " is the zone of the user. If they are local to the user, set it");
            return;
        }
        zone.ifPresentOrElse(
                found -> to.put(
                        ZONE,
                        found.path().expression(),
                        "the times have no offset; the name and the values of time zones"),
                () -> to.note(ZONE + ": the times in " + values.path().expression()
                        + " have no offset and are read as UTC. If"
                        + " they are local, set their zone, such as Europe/Berlin"));
    }
}
