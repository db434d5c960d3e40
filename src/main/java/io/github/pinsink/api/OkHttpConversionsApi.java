package io.github.pinsink.api;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okio.Buffer;
import okio.BufferedSource;

/**
 * The API over OkHttp. What OkHttp would do on its own is switched off: its limit of five calls per host, its resends on
 * 408, 503 and broken pooled connections, and redirects, which would carry the token elsewhere.
 */
public final class OkHttpConversionsApi implements ConversionsApi {
    /** An answer with 1,000 statuses and long messages stays well below. */
    private static final long MAX_ANSWER_BYTES = 4L << 20;

    private final OkHttpClient client;
    private final HttpUrl baseUrl;
    private final boolean testMode;

    public OkHttpConversionsApi(ApiSettings settings) {
        Dispatcher dispatcher = new Dispatcher(threads(settings.threadName()));
        dispatcher.setMaxRequests(settings.maxInFlight());
        dispatcher.setMaxRequestsPerHost(settings.maxInFlight());
        this.client = new OkHttpClient.Builder()
                .dispatcher(dispatcher)
                .connectionPool(new ConnectionPool(settings.maxInFlight(), 1, TimeUnit.MINUTES))
                .socketFactory(new PromptSockets())
                .connectTimeout(settings.connectTimeout())
                .readTimeout(settings.requestTimeout())
                .writeTimeout(settings.requestTimeout())
                .callTimeout(settings.requestTimeout())
                .followRedirects(false)
                .followSslRedirects(false)
                .retryOnConnectionFailure(false)
                .build();
        this.baseUrl = HttpUrl.get(settings.baseUrl());
        this.testMode = settings.testMode();
    }

    private static ExecutorService threads(String name) {
        AtomicInteger number = new AtomicInteger();
        return new ThreadPoolExecutor(0, Integer.MAX_VALUE, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), work -> {
            Thread thread = new Thread(work, name + "-http-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public void send(AdAccountId account, AccessToken token, List<byte[]> events, Consumer<ApiOutcome> whenAnswered) {
        HttpUrl.Builder url = baseUrl.newBuilder()
                .addPathSegment("ad_accounts")
                .addPathSegment(account.digits())
                .addPathSegment("events");
        if (testMode) {
            url.addQueryParameter("test", "true");
        }
        EventsBody body = new EventsBody(events);
        Request request = new Request.Builder()
                .url(url.build())
                .header("Authorization", token.authorization())
                .header("User-Agent", "kafka-connect-pinterest-conversions")
                .post(body)
                .build();
        client.newCall(request).enqueue(new Callback() {
            @Override
            public void onFailure(Call call, IOException e) {
                whenAnswered.accept(trouble(e, body.hasBegun()));
            }

            @Override
            public void onResponse(Call call, Response response) {
                ApiOutcome outcome;
                try (response) {
                    outcome = AnswerReader.read(bounded(response), events.size(), Instant.now());
                } catch (IOException | RuntimeException e) {
                    // OkHttp would log and forget it, and the events would wait for their answer for ever.
                    outcome = new ApiOutcome.Unreadable(
                            "the answer could not be read: " + e.getClass().getSimpleName());
                }
                whenAnswered.accept(outcome);
            }
        });
    }

    private static AnswerReader.Answer bounded(Response response) throws IOException {
        BufferedSource source = response.body().source();
        Buffer read = new Buffer();
        boolean complete = true;
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
        return new AnswerReader.Answer(response.code(), response::header, read.readByteArray(), complete);
    }

    /** No message of an exception is passed on: it may hold addresses and parts of the exchange. */
    private static ApiOutcome trouble(IOException e, boolean bodyBegun) {
        String what;
        if (e instanceof UnknownHostException) {
            what = "the name of the host cannot be resolved";
        } else if (e instanceof ConnectException) {
            what = "the connection was refused";
        } else if (e instanceof SSLException) {
            what = "TLS failed (" + e.getClass().getSimpleName() + ")";
        } else if (e instanceof SocketTimeoutException || e instanceof java.io.InterruptedIOException) {
            what = "time-out";
        } else {
            what = "the connection broke (" + e.getClass().getSimpleName() + ")";
        }
        return new ApiOutcome.Unavailable(
                bodyBegun ? what + " after the events were sent" : what + " before anything was sent",
                bodyBegun,
                Optional.empty());
    }

    @Override
    public void close() {
        client.dispatcher().cancelAll();
        client.dispatcher().executorService().shutdownNow();
        client.connectionPool().evictAll();
    }
}
