package io.github.pinsink.sandbox;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A schema registry (Apicurio, in memory) in a separate process. */
public final class LocalRegistry implements AutoCloseable {
    private static final Duration START_TIMEOUT = Duration.ofMinutes(3);
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private final ChildProcess process;
    private final URI url;

    private LocalRegistry(ChildProcess process, URI url) {
        this.process = process;
        this.url = url;
    }

    /** @param app the folder with the registry's {@code …-runner.jar} */
    public static LocalRegistry start(Path app, Path log) {
        int port = KafkaHome.freePort();
        Path runner = Path.of(app.toString(), "apicurio-registry-app-2.6.13.Final-runner.jar");
        ChildProcess process = ChildProcess.start(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx384m",
                        "-Dquarkus.http.host=127.0.0.1",
                        "-Dquarkus.http.port=" + port,
                        "-jar",
                        runner.toString()),
                log);
        LocalRegistry registry =
                new LocalRegistry(process, URI.create("http://127.0.0.1:" + port + "/apis/registry/v2"));
        try {
            Await.until("the schema registry is ready", START_TIMEOUT, registry::isReady);
        } catch (IllegalStateException e) {
            process.kill();
            throw new IllegalStateException(e.getMessage() + ":\n" + ChildProcess.tail(log, 20), e);
        }
        return registry;
    }

    private boolean isReady() {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/system/info"))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return CLIENT.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The base URL, for the configuration of a converter. */
    public String url() {
        return url.toString();
    }

    @Override
    public void close() {
        process.stop(Duration.ofSeconds(10));
    }
}
