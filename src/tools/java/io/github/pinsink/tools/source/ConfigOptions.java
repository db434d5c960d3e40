package io.github.pinsink.tools.source;

import io.github.pinsink.tools.command.UsageException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The connector's config: from a file, or from a running worker. */
public final class ConfigOptions {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            order = 10,
            description = {
                "The connector's config: the JSON for POST /connectors or for PUT /connectors/NAME/config, or a"
                        + " properties file. No token is needed."
            })
    private @Nullable Path file;

    @Option(
            names = "--worker",
            paramLabel = "URL",
            order = 11,
            description = "Read the config from the REST API of this worker, for example http://localhost:8083.")
    private @Nullable String worker;

    @Option(
            names = "--connector",
            paramLabel = "NAME",
            order = 12,
            description = "With --worker, the name of the connector.")
    private @Nullable String connector;

    /** The properties, if the user named a config; otherwise none. */
    public Map<String, String> readIfGiven() throws UsageException {
        return file == null && worker == null && connector == null ? Map.of() : read();
    }

    /** The name of the connector on the worker. */
    public Optional<String> connectorName() {
        return Optional.ofNullable(connector);
    }

    /** Whether the user named a config. */
    public boolean isGiven() {
        return file != null || worker != null || connector != null;
    }

    /** The properties. References to config providers are not resolved. */
    public Map<String, String> read() throws UsageException {
        if ((worker == null) != (connector == null)) {
            throw new UsageException("--worker and --connector are required together");
        }
        if (file != null && worker != null) {
            throw new UsageException("specify either --config or --worker with --connector");
        }
        if (worker != null && connector != null) {
            return WorkerConnector.of(worker, connector).config();
        }
        if (file != null) {
            return ConnectorFile.read(file);
        }
        throw new UsageException(
                "--config is required: the file with the connector's config (or use --worker and" + " --connector)");
    }
}
