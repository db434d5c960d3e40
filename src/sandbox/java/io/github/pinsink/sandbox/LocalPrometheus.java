package io.github.pinsink.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A Prometheus server in a separate process, with one scrape target. */
public final class LocalPrometheus implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private final ChildProcess process;
    private final URI url;

    private LocalPrometheus(ChildProcess process, URI url) {
        this.process = process;
        this.url = url;
    }

    /**
     * @param program the executable
     * @param target host and port to scrape, once a second
     * @param rules a file of alert rules
     */
    public static LocalPrometheus start(Path program, Path workFolder, String target, Path rules) {
        String address = "127.0.0.1:" + KafkaHome.freePort();
        String config = "global: {scrape_interval: 1s, evaluation_interval: 1s}\n"
                + "rule_files: ['" + rules.toAbsolutePath() + "']\n"
                + "scrape_configs:\n"
                + "  - job_name: connect\n"
                + "    static_configs: [{targets: ['" + target + "']}]\n";
        try {
            Files.createDirectories(workFolder);
            Path file = Files.writeString(workFolder.resolve("prometheus.yml"), config);
            ChildProcess process = ChildProcess.start(
                    List.of(
                            program.toAbsolutePath().toString(),
                            "--config.file=" + file,
                            "--storage.tsdb.path=" + workFolder.resolve("data"),
                            "--web.listen-address=" + address),
                    workFolder.resolve("prometheus.log"));
            LocalPrometheus prometheus = new LocalPrometheus(process, URI.create("http://" + address));
            try {
                Await.until("Prometheus is ready", START_TIMEOUT, prometheus::isReady);
            } catch (IllegalStateException e) {
                process.kill();
                throw new IllegalStateException(
                        e.getMessage() + ":\n" + ChildProcess.tail(workFolder.resolve("prometheus.log"), 20), e);
            }
            return prometheus;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isReady() {
        try {
            return get("/-/ready").statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * The series that an expression returns now.
     *
     * @throws IllegalStateException when Prometheus rejects the expression
     */
    public JsonNode query(String expression) {
        return data("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8))
                .path("result");
    }

    /** The rule groups that it has loaded. */
    public JsonNode rules() {
        return data("/api/v1/rules").path("groups");
    }

    /** The alerts that are pending or firing. */
    public JsonNode alerts() {
        return data("/api/v1/alerts").path("alerts");
    }

    /**
     * Runs the cases of a file with {@code promtool}.
     *
     * @param program the executable
     * @throws IllegalStateException with its output when a case fails
     */
    public static void testRules(Path program, Path cases, Path log) {
        ChildProcess.start(List.of(program.toAbsolutePath().toString(), "test", "rules", cases.toString()), log)
                .awaitSuccess(START_TIMEOUT);
    }

    private JsonNode data(String path) {
        try {
            JsonNode response = JSON.readTree(get(path).body());
            if (!response.path("status").asText().equals("success")) {
                throw new IllegalStateException(
                        "Prometheus: " + response.path("error").asText());
            }
            return response.path("data");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpResponse<String> get(String path) throws IOException {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                    .timeout(Duration.ofSeconds(30))
                    .build();
            return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public void close() {
        process.stop(Duration.ofSeconds(10));
    }
}
