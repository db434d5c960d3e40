package io.github.pinsink.api;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okio.Buffer;
import okio.BufferedSource;

/**
 * The API over OkHttp. A call blocks a thread of ours from its start to the end of its answer: OkHttp's own dispatcher
 * would do the same, under a name that does not tell the connector, and with a second place where calls can wait. The same
 * thread writes the events and tells the answer, one after the other, so that events are free to change once they are
 * answered, however the call ended; a time-out and {@link #close} only close the socket under it.
 */
public final class OkHttpConversionsApi implements ConversionsApi {
    /** An answer with 1,000 statuses and long messages stays well below. */
    private static final long MAX_ANSWER_BYTES = 4L << 20;

    private static final long IDLE_THREAD_SECONDS = 10;

    private final OkHttpClient client;
    private final ExecutorService threads;
    private final ApiSettings settings;
    private final HttpUrl baseUrl;
    private final InstantSource clock;
    private volatile boolean closed;

    /** @param clock for a {@code Retry-After} that is a date */
    public OkHttpConversionsApi(ApiSettings settings, InstantSource clock) {
        this(settings, HttpClients.of(settings), clock);
    }

    OkHttpConversionsApi(ApiSettings settings, OkHttpClient client, InstantSource clock) {
        this.clock = clock;
        this.settings = settings;
        this.client = client;
        this.threads = threads(settings.threadName());
        this.baseUrl = HttpUrl.get(settings.baseUrl());
    }

    /** As many as there are calls: their number is bounded where they come from. */
    private static ExecutorService threads(String name) {
        AtomicInteger number = new AtomicInteger();
        return new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, IDLE_THREAD_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), work -> {
                    Thread thread = new Thread(work, name + "-http-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
    }

    @Override
    public void send(
            AdAccountId account,
            AccessToken token,
            List<? extends EncodedEvent> events,
            Consumer<ApiOutcome> onOutcome) {
        EventsRequestBody body = new EventsRequestBody(events);
        Call call = client.newCall(request(account, token, body));
        try {
            threads.execute(() -> onOutcome.accept(outcome(call, body, events.size())));
        } catch (RejectedExecutionException e) {
            onOutcome.accept(new ApiOutcome.Unreachable("the client is closed", false));
        }
    }

    private Request request(AdAccountId account, AccessToken token, EventsRequestBody body) {
        HttpUrl.Builder url = baseUrl.newBuilder()
                .addPathSegment("ad_accounts")
                .addPathSegment(account.digits())
                .addPathSegment("events");
        if (settings.testMode()) {
            url.addQueryParameter("test", "true");
        }
        return new Request.Builder()
                .url(url.build())
                .header("Authorization", token.authorization())
                .header("User-Agent", "kafka-connect-pinterest-conversions")
                .post(body)
                .build();
    }

    /** Whatever happens, there is an outcome: without one the events would wait for their answer for ever. */
    private ApiOutcome outcome(Call call, EventsRequestBody body, int events) {
        try (Response response = call.execute()) {
            return ResponseParser.read(bounded(response), events, clock.instant());
        } catch (IOException e) {
            return TransportFailure.outcome(e, body.isWhole());
        } catch (Exception | Error e) {
            // Any exception: the client is written in Kotlin and throws InterruptedException undeclared. An Error too:
            // out
            // of memory here must not stop the offsets for ever, and the task's thread will meet its own.
            return new ApiOutcome.Unreachable("the call failed (" + e.getClass().getSimpleName() + ")", body.isWhole());
        } finally {
            if (closed) {
                // The connection came back after close() had emptied the pool.
                client.connectionPool().evictAll();
            }
        }
    }

    private static ResponseParser.Answer bounded(Response response) {
        BufferedSource source = response.body().source();
        Buffer read = new Buffer();
        boolean complete;
        try {
            // One byte more than allowed tells a body at the limit from one beyond it.
            while (read.size() <= MAX_ANSWER_BYTES && source.read(read, MAX_ANSWER_BYTES + 1 - read.size()) != -1) {
                continue;
            }
            complete = read.size() <= MAX_ANSWER_BYTES;
        } catch (IOException e) {
            // The status arrived, its body did not: the reader decides what that means.
            complete = false;
        }
        return new ResponseParser.Answer(response.code(), response::header, read.readByteArray(), complete);
    }

    @Override
    public void close() {
        closed = true;
        client.dispatcher().cancelAll();
        threads.shutdownNow();
        client.connectionPool().evictAll();
    }
}
