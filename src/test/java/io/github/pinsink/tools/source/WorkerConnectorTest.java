package io.github.pinsink.tools.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.github.pinsink.tools.command.UsageException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The config of a connector on a worker. The worker tests have a real one. */
class WorkerConnectorTest {
    private HttpServer worker;
    private String address;

    @BeforeEach
    void startWorker() throws IOException {
        worker = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        worker.start();
        address = "localhost:" + worker.getAddress().getPort();
    }

    @AfterEach
    void stopWorker() {
        worker.stop(0);
    }

    private void answer(String path, int status, String body) {
        worker.createContext(path, exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }

    @Test
    void readsTheConfig() throws UsageException {
        answer("/connectors/pinterest orders/config", 200, "{\"topics\": \"orders\", \"tasks.max\": 2}");

        assertThat(WorkerConnector.of("http://" + address + "/", "pinterest orders")
                        .config())
                .isEqualTo(Map.of("topics", "orders", "tasks.max", "2"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "404 | has no connector orders",
                "401 | denies access (401)",
                "403 | denies access (403)",
                "500 | answered with status 500; expected 200"
            })
    void saysWhyThereIsNoConfig(int status, String message) throws UsageException {
        answer("/connectors/orders/config", status, "");
        WorkerConnector connector = WorkerConnector.of("http://user:secret@" + address, "orders");

        assertThatThrownBy(connector::config)
                .hasMessageContaining(message)
                .hasMessageContaining(address)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("secret"));
    }

    @Test
    void saysThatTheWorkerCannotBeReached() throws UsageException {
        worker.stop(0);
        WorkerConnector connector = WorkerConnector.of("http://" + address, "orders");

        assertThatThrownBy(connector::config).hasMessageContaining("cannot reach the worker " + address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost:8083",
                "ftp://localhost:8083",
                "http://",
                "http://a b",
                "http://user:secret@",
                "http://host:99999"
            })
    void rejectsWhatIsNoAddressWithoutRepeatingIt(String address) {
        assertThatThrownBy(() -> WorkerConnector.of(address, "orders"))
                .hasMessage("--worker: expected an address such as http://localhost:8083");
    }

    @Test
    void endsWhenTheWorkerStopsInTheMiddleOfItsResponse() throws UsageException {
        worker.createContext("/connectors/orders/config", exchange -> {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
        });
        WorkerConnector connector = WorkerConnector.of("http://" + address, "orders", Duration.ofMillis(300));

        assertThatThrownBy(connector::config).hasMessageContaining("sent no complete response");
    }

    @Test
    void rejectsAResponseThatIsNoConfig() throws UsageException {
        answer("/connectors/orders/config", 200, "[1, 2]");
        WorkerConnector connector = WorkerConnector.of("http://" + address, "orders");

        assertThatThrownBy(connector::config)
                .hasMessage("the config of connector orders: expected a JSON object, got something else");
    }

    @Test
    void sendsTheUserAndPasswordOfTheAddress() throws UsageException {
        worker.createContext("/connectors/orders/config", exchange -> {
            boolean isUser =
                    "Basic dXNlcjpwYXNz".equals(exchange.getRequestHeaders().getFirst("Authorization"));
            byte[] bytes = "{\"topics\": \"orders\"}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(isUser ? 200 : 401, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });

        assertThat(WorkerConnector.of("http://user:pass@" + address, "orders").config())
                .containsEntry("topics", "orders");
    }
}
