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
 * The API over OkHttp. A call blocks one thread of this class from its start to the end of its response. OkHttp's own
 * dispatcher would do the same, but with thread names that do not identify the connector, and with a second queue of calls.
 * The same thread writes the events and then reports the outcome, so the events may be modified once the outcome is
 * reported, however the call ended. A timeout and {@link #close} only close the socket.
 */
public final class OkHttpConversionsApi implements ConversionsApi {
    /** Far more than a response with 1,000 statuses and long messages. */
    private static final long MAX_RESPONSE_BYTES = 4L << 20;

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

    /** One thread per call: the caller bounds the number of calls in flight. */
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

    /** Always returns an outcome: without one the events would wait indefinitely. */
    private ApiOutcome outcome(Call call, EventsRequestBody body, int events) {
        try (Response response = call.execute()) {
            return ResponseParser.parse(bounded(response), events, clock.instant());
        } catch (IOException e) {
            return TransportFailure.outcome(e, body.isCompletelyWritten());
        } catch (Exception | Error e) {
            // Any exception: OkHttp is written in Kotlin and may throw an undeclared InterruptedException. An Error
            // too:
            // without an outcome, an OutOfMemoryError on this thread would block the commits indefinitely.
            return new ApiOutcome.Unreachable(
                    "the call failed (" + e.getClass().getSimpleName() + ")", body.isCompletelyWritten());
        } finally {
            if (closed) {
                // The connection was returned to the pool after close() had emptied it.
                client.connectionPool().evictAll();
            }
        }
    }

    private static ResponseParser.RawResponse bounded(Response response) {
        BufferedSource source = response.body().source();
        Buffer read = new Buffer();
        boolean complete;
        try {
            // One byte more than the limit distinguishes a body at the limit from a larger one.
            while (read.size() <= MAX_RESPONSE_BYTES && source.read(read, MAX_RESPONSE_BYTES + 1 - read.size()) != -1) {
                continue;
            }
            complete = read.size() <= MAX_RESPONSE_BYTES;
        } catch (IOException e) {
            // The status was received, the body was not: ResponseParser decides what that means.
            complete = false;
        }
        return new ResponseParser.RawResponse(response.code(), response::header, read.readByteArray(), complete);
    }

    @Override
    public void close() {
        closed = true;
        client.dispatcher().cancelAll();
        threads.shutdownNow();
        client.connectionPool().evictAll();
    }
}
