package io.github.pinsink.sandbox;

import java.time.Duration;
import java.util.List;

/** The simulator for a person at a terminal: prints where it is, then each event it takes and each call it refuses. */
public final class Simulate {
    private static final String TOKEN = "pina_simulator";

    private Simulate() {}

    public static void main(String[] arguments) {
        try (PinterestSimulator pinterest = PinterestSimulator.start(TOKEN)) {
            say("\"pinterest.api.url\": \"" + pinterest.url() + "\", token=" + TOKEN);
            int events = 0;
            int calls = 0;
            while (!Thread.currentThread().isInterrupted()) {
                List<AcceptedEvent> accepted = pinterest.accepted();
                accepted.subList(events, accepted.size()).forEach(event -> say(event.json()));
                events = accepted.size();
                List<Call> answered = pinterest.calls();
                answered.subList(calls, answered.size()).stream()
                        .filter(call -> call.status() != 200)
                        .forEach(call -> say("answered " + call.status() + " to " + call.events() + " events"));
                calls = answered.size();
                Await.pass(Duration.ofMillis(200));
            }
        }
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
