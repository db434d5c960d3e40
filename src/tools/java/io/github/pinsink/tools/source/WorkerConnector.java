package io.github.pinsink.tools.source;

import io.github.pinsink.tools.command.UsageException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;

/** A connector on a running worker, through the worker's REST API. */
public final class WorkerConnector {
    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    private final URI worker;
    private final String name;

    private WorkerConnector(URI worker, String name) {
        this.worker = worker;
        this.name = name;
    }

    /**
     * @param worker the address of the REST API, for example {@code http://localhost:8083}; may contain {@code
     *     user:password@} for basic authentication
     * @throws UsageException if this is not such an address
     */
    public static WorkerConnector of(String worker, String name) throws UsageException {
        try {
            URI uri = new URI(worker.endsWith("/") ? worker.substring(0, worker.length() - 1) : worker);
            if (uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                return new WorkerConnector(uri, name);
            }
        } catch (URISyntaxException e) {
            // The address can contain a password, so it is not repeated.
        }
        throw new UsageException("--worker: expected an address such as http://localhost:8083");
    }

    /** The config as the worker has it. References to config providers are not resolved. */
    public Map<String, String> config() throws UsageException {
        return ConnectorFile.ofJson(get("/config"), "the config of connector " + name);
    }

    private String get(String path) throws UsageException {
        String authority = worker.getRawAuthority();
        String address = authority.substring(authority.indexOf('@') + 1);
        URI uri = URI.create(worker.getScheme() + "://" + address + worker.getRawPath() + "/connectors/"
                + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20") + path);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(TIMEOUT);
        if (worker.getUserInfo() != null) {
            request.header(
                    "Authorization",
                    "Basic "
                            + Base64.getEncoder()
                                    .encodeToString(worker.getUserInfo().getBytes(StandardCharsets.UTF_8)));
        }
        try {
            HttpResponse<String> response = HttpClient.newBuilder()
                    .connectTimeout(TIMEOUT)
                    .version(HttpClient.Version.HTTP_1_1)
                    .build()
                    .send(request.build(), HttpResponse.BodyHandlers.ofString());
            return switch (response.statusCode()) {
                case 200 -> response.body();
                case 401, 403 ->
                    throw new UsageException("the worker " + address + " denies access (" + response.statusCode()
                            + "). Use --worker http://USER:PASSWORD@HOST:PORT");
                case 404 ->
                    throw new UsageException("the worker " + address + " has no connector " + name
                            + ". GET /connectors lists the names");
                default ->
                    throw new UsageException("the worker " + address + " answered with status " + response.statusCode()
                            + "; expected 200. See the log of the worker");
            };
        } catch (IOException e) {
            throw new UsageException("cannot reach the worker " + address + ": "
                    + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UsageException("interrupted while waiting for the worker " + address);
        }
    }
}
