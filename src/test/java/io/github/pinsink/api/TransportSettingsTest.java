package io.github.pinsink.api;

import static io.github.pinsink.api.LocalApi.ACCOUNT;
import static io.github.pinsink.api.LocalApi.PATIENT;
import static io.github.pinsink.api.LocalApi.TOKEN;
import static io.github.pinsink.api.LocalApi.allProcessed;
import static io.github.pinsink.api.LocalApi.call;
import static io.github.pinsink.api.LocalApi.events;
import static io.github.pinsink.api.LocalApi.patient;
import static io.github.pinsink.api.LocalApi.settings;
import static io.github.pinsink.api.LocalApi.text;
import static io.github.pinsink.api.LocalApi.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.Credentials;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The ways to the API that people need, over real sockets. */
class TransportSettingsTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    Path folder;

    private final HeldCertificate certificate = new HeldCertificate.Builder()
            .addSubjectAlternativeName("localhost")
            .addSubjectAlternativeName("127.0.0.1")
            .duration(1, TimeUnit.HOURS)
            .build();

    private final MockWebServer server = new MockWebServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aCallThatIsInterruptedWhileTheClientClosesHasAnOutcomeToo() {
        OkHttpClient client = new OkHttpClient.Builder()
                .addInterceptor(chain -> {
                    throw undeclared(new InterruptedException());
                })
                .build();
        try (ConversionsApi api =
                new OkHttpConversionsApi(settings("http://127.0.0.1:1/v5", patient()), client, Clock.systemUTC())) {
            assertThat(call(api, events(1)))
                    .isEqualTo(new ApiOutcome.Unreachable("the call failed (InterruptedException)", false));
        }
    }

    /** As Kotlin throws, which knows no declared exceptions. */
    @SuppressWarnings("unchecked")
    private static <E extends Throwable> E undeclared(Throwable exception) throws E {
        throw (E) exception;
    }

    @Test
    void sendsSmallPiecesAtOnceOverPlainConnections() throws Exception {
        start(false);
        assertThat(noDelayOf(settings(url(), patient()))).containsExactly(true);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void sendsSmallPiecesAtOnceOverTls(boolean http2) throws Exception {
        start(true);
        assertThat(noDelayOf(settings(url(), with(http2, Optional.empty(), Optional.of(pem())))))
                .containsExactly(true);
    }

    /** Whether TCP_NODELAY was set on each connection that a call went over. */
    private List<Boolean> noDelayOf(ApiSettings settings) {
        List<Boolean> noDelay = new CopyOnWriteArrayList<>();
        OkHttpClient client = HttpClients.of(settings)
                .newBuilder()
                .eventListener(new EventListener() {
                    @Override
                    public void connectionAcquired(Call call, Connection connection) {
                        try {
                            noDelay.add(connection.socket().getTcpNoDelay());
                        } catch (SocketException e) {
                            throw new IllegalStateException(e);
                        }
                    }
                })
                .build();
        try (ConversionsApi api = new OkHttpConversionsApi(settings, client, Clock.systemUTC())) {
            assertThat(call(api, events(1))).isEqualTo(new ApiOutcome.Delivered());
        }
        return noDelay;
    }

    @Test
    void speaksHttp2WhereItIsAskedForAndOffered() throws Exception {
        start(true);
        assertThat(protocol(true)).contains("HTTP/2");
        server.enqueue(taken());
        assertThat(protocol(false)).contains("HTTP/1.1");
    }

    private String protocol(boolean http2) throws Exception {
        try (ConversionsApi api = new OkHttpConversionsApi(
                settings(url(), with(http2, Optional.empty(), Optional.of(pem()))), Clock.systemUTC())) {
            assertThat(call(api, events(1))).isEqualTo(new ApiOutcome.Delivered());
            return requestLine();
        }
    }

    private String requestLine() throws InterruptedException {
        RecordedRequest request = server.takeRequest(60, TimeUnit.SECONDS);
        return request.getRequestLine();
    }

    @ParameterizedTest
    @EnumSource(TrustStore.Type.class)
    void trustsWhatTheTrustStoreHolds(TrustStore.Type type) throws Exception {
        start(true);
        TrustStore store = type == TrustStore.Type.PEM ? pem() : keyStore(type);
        try (ConversionsApi api = new OkHttpConversionsApi(
                settings(url(), with(false, Optional.empty(), Optional.of(store))), Clock.systemUTC())) {
            assertThat(call(api, events(1))).isEqualTo(new ApiOutcome.Delivered());
        }
    }

    @Test
    void saysWhatIsWrongWithATrustStoreWithoutItsPassword() throws Exception {
        TrustStore wrongPassword = new TrustStore(
                keyStore(TrustStore.Type.JKS).file(), TrustStore.Type.JKS, Optional.of(new Secret("not-it")));
        Path empty = Files.writeString(folder.resolve("empty.pem"), "");
        for (TrustStore bad : List.of(
                wrongPassword,
                new TrustStore(folder.resolve("missing"), TrustStore.Type.PEM, Optional.empty()),
                new TrustStore(empty, TrustStore.Type.PEM, Optional.empty()))) {
            assertThat(bad.problem()).isPresent();
            assertThat(bad.problem() + bad.toString()).doesNotContain("not-it");
        }
        assertThat(pem().problem()).isEmpty();
    }

    @Test
    void goesThroughAProxyWithALoginWhichNeverSeesTheToken() throws Exception {
        start(true);
        try (RelayProxy relay = new RelayProxy(Credentials.basic("jane", "s3cret"))) {
            ProxyServer proxy = new ProxyServer(
                    "127.0.0.1",
                    relay.port(),
                    Optional.of(new ProxyServer.Login("jane", Optional.of(new Secret("s3cret")))));
            try (ConversionsApi api = new OkHttpConversionsApi(
                    settings(url(), with(false, Optional.of(proxy), Optional.of(pem()))), Clock.systemUTC())) {
                assertThat(call(api, events(2).subList(0, 1))).isEqualTo(new ApiOutcome.Delivered());
            }
            assertThat(relay.heads())
                    .singleElement()
                    .asString()
                    .startsWith("CONNECT ")
                    .doesNotContain("pina_");
            assertThat(proxy.toString()).doesNotContain("s3cret");
        }
    }

    /** The JVM may be told of a proxy for every address; over plain HTTP it would see the token. */
    @Test
    void goesStraightToALoopbackAddressOverPlainHttpWhateverProxyTheJvmHas() throws Exception {
        start(false);
        ProxySelector before = ProxySelector.getDefault();
        try (RelayProxy relay = new RelayProxy(Credentials.basic("jane", "s3cret"))) {
            ProxySelector.setDefault(new EveryAddressBy(relay.port()));
            try (ConversionsApi api = new OkHttpConversionsApi(settings(url(), patient()), Clock.systemUTC())) {
                assertThat(call(api, events(1))).isEqualTo(new ApiOutcome.Delivered());
            }
            assertThat(relay.heads()).isEmpty();
        } finally {
            ProxySelector.setDefault(before);
        }
    }

    private static final class EveryAddressBy extends ProxySelector {
        private final InetSocketAddress relay;

        EveryAddressBy(int port) {
            this.relay = new InetSocketAddress("127.0.0.1", port);
        }

        @Override
        public List<Proxy> select(URI uri) {
            Proxy.Type type = uri.getScheme().equals("socket") ? Proxy.Type.SOCKS : Proxy.Type.HTTP;
            return List.of(new Proxy(type, relay));
        }

        @Override
        public void connectFailed(URI uri, SocketAddress address, IOException e) {}
    }

    @Test
    void hasNoSettingsForAProxyToPlainHttp() {
        ProxyServer proxy = new ProxyServer("127.0.0.1", 3128, Optional.empty());
        assertThatThrownBy(
                        () -> settings("http://127.0.0.1:8080/v5", with(false, Optional.of(proxy), Optional.empty())))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void knowsALoopbackAddressByItsFormAndAsksNobody() {
        for (String safe : List.of(
                "http://127.0.0.1/v5",
                "http://127.255.255.254:80",
                "http://localhost:1",
                "http://[::1]:1",
                "HTTPS://a.example")) {
            assertThat(ApiSettings.isSafe(URI.create(safe))).as(safe).isTrue();
        }
        for (String unsafe : List.of(
                "http://127.0.0.256",
                "http://127.0.0.1.example.com",
                "http://128.0.0.1",
                "http://127.0.0",
                "ftp://127.0.0.1",
                "http://[::2]",
                "http://0.0.0.0",
                "https://user@a.example",
                "https://a.example?x",
                "https://a.example#x")) {
            assertThat(ApiSettings.isSafe(URI.create(unsafe))).as(unsafe).isFalse();
        }
    }

    @Test
    void aProxyThatRefusesTheLoginIsReportedAsSuch() throws Exception {
        start(true);
        try (RelayProxy relay = new RelayProxy(Credentials.basic("jane", "s3cret"))) {
            ProxyServer proxy = new ProxyServer(
                    "127.0.0.1",
                    relay.port(),
                    Optional.of(new ProxyServer.Login("jane", Optional.of(new Secret("wrong")))));
            try (ConversionsApi api = new OkHttpConversionsApi(
                    settings(url(), with(false, Optional.of(proxy), Optional.of(pem()))), Clock.systemUTC())) {
                assertThat(call(api, events(1))).isInstanceOfSatisfying(ApiOutcome.Forbidden.class, no -> {
                    assertThat(no.status()).isEqualTo(407);
                    assertThat(no.message()).contains("proxy.password").doesNotContain("wrong");
                });
            }
        }
    }

    @Test
    void sendsTheBodyAsItIsWithItsLengthAndTheTokenInOnePlace() throws Exception {
        server.start(InetAddress.getByName("127.0.0.1"), 0);
        server.enqueue(new MockResponse.Builder().body(allProcessed(2)).build());
        try (ConversionsApi api = new OkHttpConversionsApi(settings(url(), patient()), Clock.systemUTC())) {
            assertThat(call(api, List.of(text("{\"a\":1}"), text("{\"b\":2}")))).isEqualTo(new ApiOutcome.Delivered());
        }
        RecordedRequest request = server.takeRequest(60, TimeUnit.SECONDS);
        assertThat(request.getBody().utf8()).isEqualTo("{\"data\":[{\"a\":1},{\"b\":2}]}");
        assertThat(request.getHeaders().get("Content-Length")).isEqualTo("26");
        assertThat(request.getHeaders().get("Authorization")).isEqualTo(TOKEN.authorization());
        assertThat(request.getUrl().encodedPath()).isEqualTo("/v5/ad_accounts/" + ACCOUNT + "/events");
        request.getHeaders().forEach(header -> {
            if (!header.getFirst().equalsIgnoreCase("Authorization")) {
                assertThat(header.getSecond()).doesNotContain("pina_");
            }
        });
        assertThat(request.getUrl().toString()).doesNotContain("pina_");
        assertThat(TOKEN.toString()).isEqualTo("[hidden]");
    }

    @Test
    void itsThreadsAreNamedAfterTheTaskAndNothingIsLeftAfterIt() throws Exception {
        server.start(InetAddress.getByName("127.0.0.1"), 0);
        for (int i = 0; i < 4; i++) {
            server.enqueue(new MockResponse.Builder()
                    .onResponseStart(SocketEffect.Stall.INSTANCE)
                    .build());
        }
        ApiSettings settings = settings(url(), patient());
        OkHttpClient client = HttpClients.of(settings);
        ConversionsApi api = new OkHttpConversionsApi(settings, client, Clock.systemUTC());
        List<CompletableFuture<ApiOutcome>> answers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            CompletableFuture<ApiOutcome> answer = new CompletableFuture<>();
            answers.add(answer);
            api.send(ACCOUNT, TOKEN, events(1), answer::complete);
        }
        await().atMost(PATIENT).until(() -> server.getRequestCount() == 4);
        assertThat(ours())
                .hasSize(4)
                .allMatch(Thread::isDaemon)
                .allSatisfy(thread -> assertThat(thread.getName()).doesNotContain("pina_"));
        api.close();
        assertThat(answers)
                .allSatisfy(answer -> assertThat(
                                answer.orTimeout(60, TimeUnit.SECONDS).join())
                        .isInstanceOf(ApiOutcome.Unreachable.class));
        await().atMost(PATIENT).until(() -> ours().isEmpty());
        await().atMost(PATIENT).until(() -> client.connectionPool().connectionCount() == 0);
        assertThat(call(api, events(1))).isEqualTo(new ApiOutcome.Unreachable("the client is closed", false));
    }

    /** How a call with more events than the buffers on the way can hold comes to its end. */
    private enum Ending {
        ANSWERED(taken()),
        ANSWERED_BEFORE_THE_EVENTS_ARE_READ(
                taken().newBuilder().code(401).doNotReadRequestBody().build()),
        BROKEN_OFF(taken().newBuilder()
                .onRequestBody(new SocketEffect.CloseSocket())
                .build()),
        TIMED_OUT(
                taken().newBuilder().onRequestStart(SocketEffect.Stall.INSTANCE).build()),
        CLOSED(TIMED_OUT.response);

        private final MockResponse response;

        Ending(MockResponse response) {
            this.response = response;
        }

        private TransportSettings transport(boolean http2, TrustStore trust) {
            // What is answered early may also be left to wait for room on the way that never comes.
            Duration patience = this == ANSWERED || this == CLOSED ? PATIENT : Duration.ofSeconds(1);
            return new TransportSettings(PATIENT, patience, PATIENT, http2, Optional.empty(), Optional.of(trust));
        }
    }

    @ParameterizedTest
    @EnumSource(Ending.class)
    void readsTheEventsOnlyOnTheThreadThatCompletesTheCallAndOnlyBeforeOverHttp1(Ending ending) throws Exception {
        readsTheEventsOnlyOnTheThreadThatCompletesTheCallAndOnlyBefore(ending, false);
    }

    @ParameterizedTest
    @EnumSource(Ending.class)
    void readsTheEventsOnlyOnTheThreadThatCompletesTheCallAndOnlyBeforeOverHttp2(Ending ending) throws Exception {
        readsTheEventsOnlyOnTheThreadThatCompletesTheCallAndOnlyBefore(ending, true);
    }

    /** The memory of events that are answered is used for others: whoever read them then would send those. */
    private void readsTheEventsOnlyOnTheThreadThatCompletesTheCallAndOnlyBefore(Ending ending, boolean http2)
            throws Exception {
        useTls();
        server.start(InetAddress.getByName("127.0.0.1"), 0);
        server.enqueue(ending.response);
        CompletableFuture<Thread> answering = new CompletableFuture<>();
        List<Thread> readers = new CopyOnWriteArrayList<>();
        List<Thread> lateReaders = new CopyOnWriteArrayList<>();
        EncodedEvent watched = watched(() -> (answering.isDone() ? lateReaders : readers).add(Thread.currentThread()));
        ConversionsApi api =
                new OkHttpConversionsApi(settings(url(), ending.transport(http2, pem())), Clock.systemUTC());
        api.send(
                ACCOUNT,
                TOKEN,
                Collections.nCopies(128, watched),
                outcome -> answering.complete(Thread.currentThread()));
        await().atMost(PATIENT).until(() -> !readers.isEmpty());
        if (ending != Ending.CLOSED) {
            answering.get(60, TimeUnit.SECONDS);
        }
        api.close();
        answering.get(60, TimeUnit.SECONDS);
        await().atMost(PATIENT).until(() -> ours().isEmpty());
        assertThat(readers).containsOnly(answering.join());
        assertThat(lateReaders).isEmpty();
    }

    private static EncodedEvent watched(Runnable whenRead) {
        EncodedEvent text = text(" ".repeat(64 << 10));
        return new EncodedEvent() {
            @Override
            public byte[] bytes() {
                whenRead.run();
                return text.bytes();
            }

            @Override
            public int offset() {
                return text.offset();
            }

            @Override
            public int length() {
                return text.length();
            }
        };
    }

    @Test
    void keepsAConnectionForEachCallInFlight() throws Exception {
        server.start(InetAddress.getByName("127.0.0.1"), 0);
        ApiSettings settings = settings(url(), patient());
        OkHttpClient client = HttpClients.of(settings);
        try (ConversionsApi api = new OkHttpConversionsApi(settings, client, Clock.systemUTC())) {
            for (int round = 0; round < 2; round++) {
                List<CompletableFuture<ApiOutcome>> answers = new ArrayList<>();
                for (int i = 0; i < 8; i++) {
                    server.enqueue(new MockResponse.Builder()
                            .body(allProcessed(1))
                            .headersDelay(300, TimeUnit.MILLISECONDS)
                            .build());
                }
                for (int i = 0; i < 8; i++) {
                    CompletableFuture<ApiOutcome> answer = new CompletableFuture<>();
                    answers.add(answer);
                    api.send(ACCOUNT, TOKEN, events(1), answer::complete);
                }
                answers.forEach(answer -> assertThat(
                                answer.orTimeout(60, TimeUnit.SECONDS).join())
                        .isEqualTo(new ApiOutcome.Delivered()));
            }
            for (int i = 0; i < 16; i++) {
                assertThat(server.takeRequest(60, TimeUnit.SECONDS).getConnectionIndex())
                        .as("the second eight calls need no new connection")
                        .isLessThan(8);
            }
            assertThat(client.connectionPool().connectionCount()).isEqualTo(8);
        }
    }

    private static List<Thread> ours() {
        Map<Thread, StackTraceElement[]> all = Thread.getAllStackTraces();
        return all.keySet().stream()
                .filter(thread -> thread.getName().startsWith("task-thread-orders-0-http-"))
                .toList();
    }

    private static MockResponse taken() {
        return new MockResponse.Builder().body(allProcessed(1)).build();
    }

    private void start(boolean tls) throws IOException {
        if (tls) {
            useTls();
        }
        server.start(InetAddress.getByName("127.0.0.1"), 0);
        server.enqueue(taken());
    }

    private void useTls() {
        server.useHttps(new HandshakeCertificates.Builder()
                .heldCertificate(certificate)
                .build()
                .sslSocketFactory());
    }

    private String url() {
        return server.url("/v5").toString();
    }

    private TrustStore pem() throws IOException {
        Path file = Files.writeString(folder.resolve("store.pem"), certificate.certificatePem());
        return new TrustStore(file, TrustStore.Type.PEM, Optional.empty());
    }

    private TrustStore keyStore(TrustStore.Type type) throws Exception {
        KeyStore store = KeyStore.getInstance(type.name());
        store.load(null, null);
        store.setCertificateEntry("api", certificate.certificate());
        Path file = folder.resolve("store." + type);
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, PASSWORD);
        }
        return new TrustStore(file, type, Optional.of(new Secret(new String(PASSWORD))));
    }
}
