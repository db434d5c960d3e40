package io.github.pinsink.sandbox;

import java.time.Duration;
import java.util.List;

/** The simulator on a terminal. It prints its address, each event that it accepts and each call that it rejects. */
public final class SimulatorConsole {
    private static final String TOKEN = "pina_simulator";

    private SimulatorConsole() {}

    public static void main(String[] arguments) {
        try (PinterestSimulator pinterest = PinterestSimulator.start(TOKEN)) {
            print("\"pinterest.api.url\": \"" + pinterest.url() + "\", token=" + TOKEN);
            int eventsPrinted = 0;
            int callsPrinted = 0;
            while (!Thread.currentThread().isInterrupted()) {
                List<AcceptedEvent> events = pinterest.accepted();
                events.subList(eventsPrinted, events.size()).forEach(event -> print(event.json()));
                eventsPrinted = events.size();
                List<ReceivedRequest> calls = pinterest.calls();
                calls.subList(callsPrinted, calls.size()).stream()
                        .filter(call -> call.status() != 200)
                        .forEach(call -> print(describeRejected(call)));
                callsPrinted = calls.size();
                Await.sleep(Duration.ofMillis(200));
            }
        }
    }

    /** Without the number of events for 401 and 404, since their bodies are not parsed. */
    static String describeRejected(ReceivedRequest call) {
        return switch (call.status()) {
            case 0 -> "the client disconnected before the response";
            case 401 -> "rejected a call with an invalid token (401): expected token=" + TOKEN;
            case 404 -> "rejected a call with an unknown path (404): check pinterest.api.url";
            default ->
                "rejected a call with " + call.events() + (call.events() == 1 ? " event" : " events") + " ("
                        + call.status() + ")";
        };
    }

    private static void print(String line) {
        System.out.println(line);
    }
}
