package io.github.pinsink.event;

import java.util.List;
import java.util.Map;

/** The fields on which it depends whether there is an event at all, each as a bit. */
final class RequiredFields {
    static final int NAME = 1;
    static final int SOURCE = 2;
    static final int TIME = 4;
    static final int ID = 8;
    private static final int EMAIL = 16;
    private static final int ADVERTISING_ID = 32;
    private static final int ADDRESS = 64;
    private static final int AGENT = 128;

    /** What has to be given; the event id has a default. */
    static final int REQUIRED = NAME | SOURCE | TIME;

    private static final Map<String, Integer> BY_PATH = Map.of(
            "event_name", NAME,
            "action_source", SOURCE,
            "event_time", TIME,
            "event_id", ID,
            "user_data.em", EMAIL,
            "user_data.hashed_maids", ADVERTISING_ID,
            "user_data.client_ip_address", ADDRESS,
            "user_data.client_user_agent", AGENT);

    private RequiredFields() {}

    /** 0 for a field that has none. */
    static int of(String path) {
        return BY_PATH.getOrDefault(path, 0);
    }

    /** The API's rule that one of these must be there: em, hashed_maids, or both the address and the user agent. */
    static boolean identifies(int present) {
        return (present & (EMAIL | ADVERTISING_ID)) != 0 || (present & (ADDRESS | AGENT)) == (ADDRESS | AGENT);
    }

    /** Adds what is required and not there, unless a reason was told already. */
    static void reportMissing(int present, List<Problem> problems) {
        for (String path : List.of("event_name", "action_source", "event_time")) {
            boolean told = problems.stream().anyMatch(problem -> problem.field().equals(path));
            if ((present & of(path)) == 0 && !told) {
                problems.add(Problem.of(ProblemCode.MISSING_FIELD, path));
            }
        }
    }
}
