package io.github.pinsink.tools.source;

import io.github.pinsink.tools.command.UsageException;
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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A connector on a running worker, through the worker's REST API. */
public final class WorkerConnector {
    private static final Duration TIMEOUT = Duration.ofSeconds(15);
    private static final int MAX_PORT = 65_535;

    private final URI worker;
    private final String name;
    private final Duration timeout;

    private WorkerConnector(URI worker, String name, Duration timeout) {
        this.worker = worker;
        this.name = name;
        this.timeout = timeout;
    }

    /**
     * @param worker the address of the REST API, for example {@code http://localhost:8083}; may contain {@code
     *     user:password@} for basic authentication
     * @throws UsageException if this is not such an address
     */
    public static WorkerConnector of(String worker, String name) throws UsageException {
        return of(worker, name, TIMEOUT);
    }

    /** @param timeout for the whole response */
    static WorkerConnector of(String worker, String name, Duration timeout) throws UsageException {
        try {
            URI uri = new URI(worker.endsWith("/") ? worker.substring(0, worker.length() - 1) : worker);
            if (uri.getHost() != null
                    && uri.getPort() <= MAX_PORT
                    && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                return new WorkerConnector(uri, name, timeout);
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
        HttpRequest.Builder request = HttpRequest.newBuilder(uri);
        if (worker.getUserInfo() != null) {
            request.header(
                    "Authorization",
                    "Basic "
                            + Base64.getEncoder()
                                    .encodeToString(worker.getUserInfo().getBytes(StandardCharsets.UTF_8)));
        }
        try {
            // The timeout of a request would end with the headers of its response.
            HttpResponse<String> response = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .build()
                    .sendAsync(request.build(), HttpResponse.BodyHandlers.ofString())
                    .get(timeout.toMillis(), TimeUnit.MILLISECONDS);
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
        } catch (TimeoutException e) {
            throw new UsageException("the worker " + address + " sent no complete response within "
                    + timeout.toSeconds() + " s. Is this the address of its REST API?");
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new UsageException("cannot reach the worker " + address + ": "
                    + (cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UsageException("interrupted while waiting for the worker " + address);
        }
    }
}
