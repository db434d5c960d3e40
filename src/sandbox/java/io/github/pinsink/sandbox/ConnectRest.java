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

/** What an operator does with a worker over HTTP. */
public final class ConnectRest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final URI worker;

    public ConnectRest(URI worker) {
        this.worker = worker;
    }

    private record Answer(int status, String body) {
        boolean isGood() {
            return status >= 200 && status < 300;
        }
    }

    /** Whether the worker has joined its group and takes requests. */
    public boolean isReady() {
        try {
            return send("GET", "/connectors", "").isGood();
        } catch (IOException e) {
            return false;
        }
    }

    public JsonNode plugins() {
        return json(done("GET", "/connector-plugins?connectorsOnly=false", ""));
    }

    public void put(String connector, Map<String, String> config) {
        done("PUT", "/connectors/" + connector + "/config", text(config));
    }

    public JsonNode status(String connector) {
        return json(done("GET", "/connectors/" + connector + "/status", ""));
    }

    /** The worker's findings on a configuration, which has to have {@code connector.class} and {@code name}. */
    public JsonNode validate(Map<String, String> config) {
        String path = "/connector-plugins/" + config.get("connector.class") + "/config/validate";
        return json(done("PUT", path, text(config)));
    }

    /** How many tasks are assigned now, whatever their state. */
    public int tasks(String connector) {
        return status(connector).path("tasks").size();
    }

    public void restartTask(String connector, int task) {
        done("POST", "/connectors/" + connector + "/tasks/" + task + "/restart", "");
    }

    /** Whether the connector or one of its tasks has failed. */
    public boolean hasFailed(String connector) {
        return status(connector).findValuesAsText("state").contains("FAILED");
    }

    /** Restarts the connector and its tasks. */
    public void restart(String connector) {
        done("POST", "/connectors/" + connector + "/restart?includeTasks=true", "");
    }

    public void pause(String connector) {
        done("PUT", "/connectors/" + connector + "/pause", "");
    }

    public void resume(String connector) {
        done("PUT", "/connectors/" + connector + "/resume", "");
    }

    /** Ends its tasks but keeps its config, so that its offsets may be altered (3.5 and later). */
    public void stop(String connector) {
        done("PUT", "/connectors/" + connector + "/stop", "");
    }

    /** @return what the worker says about it; the connector has to be stopped (3.6 and later) */
    public String resetOffsets(String connector) {
        return done("DELETE", "/connectors/" + connector + "/offsets", "");
    }

    public void delete(String connector) {
        done("DELETE", "/connectors/" + connector, "");
    }

    /** @throws IllegalStateException at once, with its trace, when the connector or a task has failed */
    public void waitUntilRunning(String connector, int tasks, Duration limit) {
        Await.until(connector + " to run with " + tasks + " tasks", limit, () -> isRunning(connector, tasks));
    }

    private boolean isRunning(String connector, int tasks) {
        Answer answer;
        try {
            answer = send("GET", "/connectors/" + connector + "/status", "");
        } catch (IOException e) {
            return false;
        }
        if (!answer.isGood()) {
            return false;
        }
        JsonNode status = json(answer.body());
        int running = 0;
        for (JsonNode task : status.path("tasks")) {
            failIfFailed(task);
            running += isRunning(task) ? 1 : 0;
        }
        failIfFailed(status.path("connector"));
        return isRunning(status.path("connector")) && running >= tasks;
    }

    private static boolean isRunning(JsonNode part) {
        return part.path("state").asText().equals("RUNNING");
    }

    private static void failIfFailed(JsonNode part) {
        if (part.path("state").asText().equals("FAILED")) {
            throw new IllegalStateException("failed: " + part.path("trace").asText());
        }
    }

    /** Repeats what the worker could not do yet: it answers 409 while its group rebalances, 404 while it reads its topics. */
    private String done(String method, String path, String body) {
        Answer[] last = new Answer[1];
        Await.happens(PATIENCE, () -> {
            try {
                last[0] = send(method, path, body);
                return last[0].status() != 409 && last[0].status() != 404 && last[0].status() != 503;
            } catch (IOException e) {
                return false;
            }
        });
        if (last[0] == null) {
            throw new IllegalStateException(method + " " + path + ": no answer");
        }
        if (!last[0].isGood()) {
            throw new IllegalStateException(method + " " + path + ": " + last[0].status() + " " + last[0].body());
        }
        return last[0].body();
    }

    private Answer send(String method, String path, String body) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(worker.resolve(path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> response = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static String text(Map<String, String> config) {
        try {
            return JSON.writeValueAsString(config);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the worker's answer is not JSON", e);
        }
    }
}
