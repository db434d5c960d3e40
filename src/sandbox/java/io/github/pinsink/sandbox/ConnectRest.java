package io.github.pinsink.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/** A client of a worker's REST API. */
public final class ConnectRest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final URI worker;

    public ConnectRest(URI worker) {
        this.worker = worker;
    }

    private record Response(int status, String body) {
        boolean isSuccess() {
            return status >= 200 && status < 300;
        }

        /** What a worker returns while its group rebalances, while it reads its topics, and while it starts. */
        boolean isRetriable() {
            return status == 409 || status == 404 || status == 503;
        }
    }

    /** Whether the worker has joined its group and serves requests. */
    public boolean isReady() {
        try {
            return send("GET", "/connectors", "").isSuccess();
        } catch (IOException e) {
            return false;
        }
    }

    public JsonNode plugins() {
        return parse(sendWithRetries("GET", "/connector-plugins?connectorsOnly=false", ""));
    }

    public void put(String connector, Map<String, String> config) {
        sendWithRetries("PUT", "/connectors/" + connector + "/config", json(config));
    }

    /** @param initialState the state after the creation, such as STOPPED (3.7 and later) */
    public void create(String connector, Map<String, String> config, String initialState) {
        sendWithRetries(
                "POST",
                "/connectors",
                json(Map.of("name", connector, "config", config, "initial_state", initialState)));
    }

    public JsonNode status(String connector) {
        return parse(sendWithRetries("GET", "/connectors/" + connector + "/status", ""));
    }

    /** The worker's validation of a configuration, which has to have {@code connector.class} and {@code name}. */
    public JsonNode validate(Map<String, String> config) {
        String path = "/connector-plugins/" + config.get("connector.class") + "/config/validate";
        return parse(sendWithRetries("PUT", path, json(config)));
    }

    /** Sets the level of a logger and those below it, on this worker. */
    public void setLogLevel(String logger, String level) {
        sendWithRetries("PUT", "/admin/loggers/" + logger, json(Map.of("level", level)));
    }

    public void restartTask(String connector, int task) {
        sendWithRetries("POST", "/connectors/" + connector + "/tasks/" + task + "/restart", "");
    }

    /** Whether the connector or one of its tasks has failed. */
    public boolean hasFailed(String connector) {
        return status(connector).findValuesAsText("state").contains("FAILED");
    }

    /** Restarts the connector and its tasks. */
    public void restart(String connector) {
        sendWithRetries("POST", "/connectors/" + connector + "/restart?includeTasks=true", "");
    }

    public void pause(String connector) {
        sendWithRetries("PUT", "/connectors/" + connector + "/pause", "");
    }

    public void resume(String connector) {
        sendWithRetries("PUT", "/connectors/" + connector + "/resume", "");
    }

    /** Stops its tasks but keeps its config, so that its offsets can be altered (3.5 and later). */
    public void stop(String connector) {
        sendWithRetries("PUT", "/connectors/" + connector + "/stop", "");
    }

    /** @return the worker's response; the connector has to be stopped (3.6 and later) */
    public String resetOffsets(String connector) {
        return sendWithRetries("DELETE", "/connectors/" + connector + "/offsets", "");
    }

    public void delete(String connector) {
        sendWithRetries("DELETE", "/connectors/" + connector, "");
    }

    /** @throws IllegalStateException with the trace as soon as the connector or a task has failed */
    public void waitUntilRunning(String connector, int tasks, Duration timeout) {
        Await.until(connector + " runs with " + tasks + " task(s)", timeout, () -> isRunning(connector, tasks));
    }

    private boolean isRunning(String connector, int tasks) {
        Response response;
        try {
            response = send("GET", "/connectors/" + connector + "/status", "");
        } catch (IOException e) {
            return false;
        }
        if (!response.isSuccess()) {
            return false;
        }
        JsonNode status = parse(response.body());
        int running = 0;
        for (JsonNode task : status.path("tasks")) {
            throwIfFailed("a task", task);
            running += isRunning(task) ? 1 : 0;
        }
        throwIfFailed("the connector", status.path("connector"));
        return isRunning(status.path("connector")) && running >= tasks;
    }

    private static boolean isRunning(JsonNode status) {
        return status.path("state").asText().equals("RUNNING");
    }

    private static void throwIfFailed(String what, JsonNode status) {
        if (status.path("state").asText().equals("FAILED")) {
            throw new IllegalStateException(
                    what + " has failed: " + status.path("trace").asText());
        }
    }

    private String sendWithRetries(String method, String path, String body) {
        Response[] last = new Response[1];
        Await.isTrueWithin(TIMEOUT, () -> {
            try {
                last[0] = send(method, path, body);
                return !last[0].isRetriable();
            } catch (IOException e) {
                return false;
            }
        });
        if (last[0] == null) {
            throw new IllegalStateException(
                    method + " " + path + ": no response from the worker within " + TIMEOUT.toSeconds() + " s");
        }
        if (!last[0].isSuccess()) {
            throw new IllegalStateException(method + " " + path + ": " + last[0].status() + " " + last[0].body());
        }
        return last[0].body();
    }

    private Response send(String method, String path, String body) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(worker.resolve(path))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> response = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
            return new Response(response.statusCode(), response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static String json(Map<String, ?> config) {
        try {
            return JSON.writeValueAsString(config);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static JsonNode parse(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the worker's response is not JSON", e);
        }
    }
}
