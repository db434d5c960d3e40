package io.github.pinsink.simulation;

import io.github.pinsink.api.ApiOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** How Pinterest treats requests for now. */
interface FaultModel {
    /** One request as it arrives. */
    record ApiRequest(String account, List<RecordId> events) {}

    /**
     * What becomes of a request.
     *
     * @param accepted the events that Pinterest then has, whatever the response says
     */
    record Reply(ApiOutcome outcome, List<RecordId> accepted, Duration latency) {}

    Reply reply(ApiRequest request, long now);

    static FaultModel healthy(Duration latency) {
        return (request, now) -> new Reply(new ApiOutcome.Delivered(), request.events(), latency);
    }

    /** Nothing is accepted. */
    static FaultModel failing(ApiOutcome outcome) {
        return (request, now) -> new Reply(outcome, List.of(), Duration.ofMillis(20));
    }

    /** Everything is accepted, but the response is lost. */
    static FaultModel losingResponses(ApiOutcome outcome, Duration after) {
        return (request, now) -> new Reply(outcome, request.events(), after);
    }

    /** A request with a bad event is rejected as a whole. */
    static FaultModel rejectingRequestsWith(Predicate<RecordId> bad, Duration latency) {
        return (request, now) -> request.events().stream().anyMatch(bad)
                ? new Reply(new ApiOutcome.Rejected(400, "unknown property"), List.of(), latency)
                : new Reply(new ApiOutcome.Delivered(), request.events(), latency);
    }

    /** The response has a status for each event. */
    static FaultModel rejectingEvents(Predicate<RecordId> bad, Duration latency) {
        return (request, now) -> new Reply(
                new ApiOutcome.PartlyDelivered(request.events().stream()
                        .map(id -> bad.test(id) ? Optional.of("too old") : Optional.<String>empty())
                        .toList()),
                request.events().stream().filter(bad.negate()).toList(),
                latency);
    }
}
