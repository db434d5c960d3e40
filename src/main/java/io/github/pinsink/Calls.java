package io.github.pinsink;

import io.github.pinsink.api.AccessToken;
import io.github.pinsink.api.ApiOutcome;
import io.github.pinsink.api.ConversionsApi;
import io.github.pinsink.delivery.Delivery;
import io.github.pinsink.delivery.Request;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The calls of a task and their way back: the client's threads put each answer into one queue, the task's thread takes it
 * from there, and nothing else is shared.
 */
final class Calls implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Calls.class);

    private final ConversionsApi api;
    private final Supplier<AccessToken> tokenAgain;
    private final LinkedBlockingQueue<Answered> answers = new LinkedBlockingQueue<>();
    private AccessToken token;

    private record Answered(Request<Origin> request, ApiOutcome outcome) {}

    /** @param tokens reads the token from where the user keeps it; asked again when it is refused */
    Calls(ConversionsApi api, AccessToken token, Supplier<AccessToken> tokens) {
        this.api = api;
        this.token = token;
        this.tokenAgain = tokens;
    }

    void send(Request<Origin> request) {
        api.send(request.account(), token, request.events(), outcome -> answers.add(new Answered(request, outcome)));
    }

    /** Hands every answer that has come to the delivery. */
    void takeAnswers(Delivery<Origin> delivery) {
        for (Answered answer = answers.poll(); answer != null; answer = answers.poll()) {
            delivery.answered(answer.request(), answer.outcome(), System.nanoTime());
        }
    }

    /** Waits for an answer and hands it to the delivery. */
    void awaitAnswer(Delivery<Origin> delivery, long nanos) throws InterruptedException {
        Answered answer = answers.poll(nanos, TimeUnit.NANOSECONDS);
        if (answer != null) {
            delivery.answered(answer.request(), answer.outcome(), System.nanoTime());
        }
    }

    /**
     * Config providers are asked again, so a secret that was rotated works without a restart. One that cannot answer is in
     * trouble like the API may be: the token at hand stays, and it is asked again later.
     *
     * @return whether it is another one than before
     */
    boolean readTokenAgain() {
        AccessToken before = token;
        log.warn("Pinterest rejected the token (401). Reloading pinterest.access.token and retrying");
        try {
            token = tokenAgain.get();
            return !token.equals(before);
        } catch (RuntimeException e) {
            // Its message may quote what the provider read.
            log.warn(
                    "pinterest.access.token could not be reloaded ({}). Fix the config provider or the secret it"
                            + " resolves; it is reloaded again until access.denied.timeout.ms is over",
                    e.getClass().getName());
            return false;
        }
    }

    /** Gives up what is under way and frees threads and connections. */
    @Override
    public void close() {
        api.close();
    }
}
