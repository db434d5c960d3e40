package io.github.pinsink.sandbox;

import java.time.Duration;
import java.util.List;

/** The simulator for a person at a terminal: prints where it is, then each event it takes and each call it refuses. */
public final class SimulatorConsole {
    private static final String TOKEN = "pina_simulator";

    private SimulatorConsole() {}

    public static void main(String[] arguments) {
        try (PinterestSimulator pinterest = PinterestSimulator.start(TOKEN)) {
            say("\"pinterest.api.url\": \"" + pinterest.url() + "\", token=" + TOKEN);
            int events = 0;
            int calls = 0;
            while (!Thread.currentThread().isInterrupted()) {
                List<AcceptedEvent> accepted = pinterest.accepted();
                accepted.subList(events, accepted.size()).forEach(event -> say(event.json()));
                events = accepted.size();
                List<ReceivedRequest> answered = pinterest.calls();
                answered.subList(calls, answered.size()).stream()
                        .filter(call -> call.status() != 200)
                        .forEach(call -> say(told(call)));
                calls = answered.size();
                Await.pass(Duration.ofMillis(200));
            }
        }
    }

    /** Of a call that was refused for its token or its path no event was looked at, so their number would mislead. */
    static String told(ReceivedRequest call) {
        return switch (call.status()) {
            case 0 -> "a call went away before it was answered";
            case 401 -> "refused the token of a call (401): token=" + TOKEN + " is the only one it takes";
            case 404 -> "refused the path of a call (404): look at pinterest.api.url";
            default -> "refused a call with " + call.events() + " events (" + call.status() + ")";
        };
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
