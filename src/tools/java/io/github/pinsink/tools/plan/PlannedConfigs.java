package io.github.pinsink.tools.plan;

import io.github.pinsink.tools.command.UsageException;
import io.github.pinsink.tools.source.ConnectorFile;
import io.github.pinsink.tools.source.WorkerConnector;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The two configs: two files, or a running connector and a file. */
final class PlannedConfigs {
    @Parameters(
            paramLabel = "CONFIG",
            arity = "0..*",
            hideParamSyntax = true,
            description = {
                "OLD and NEW: files with a connector's config, in the JSON for POST /connectors or for PUT"
                        + " /connectors/NAME/config, or as properties. With --worker, NEW only. No token is needed.",
                "Write them before --record."
            })
    private List<Path> files = new ArrayList<>();

    @Option(
            names = "--worker",
            paramLabel = "URL",
            order = 11,
            description = "OLD is the config of a running connector, from the REST API of this worker, for example"
                    + " http://localhost:8083.")
    private @Nullable String worker;

    @Option(
            names = "--connector",
            paramLabel = "NAME",
            order = 12,
            description = "With --worker, the name of the connector.")
    private @Nullable String connector;

    /** A config and what to call it. */
    record Titled(String title, Map<String, String> properties) {}

    /** The old and the new config. */
    record Pair(Titled before, Titled after) {}

    Pair read() throws UsageException {
        if ((worker == null) != (connector == null)) {
            throw new UsageException("--worker and --connector are required together");
        }
        int expected = worker == null ? 2 : 1;
        if (files.size() != expected) {
            throw new UsageException(
                    worker == null
                            ? "expected two files, OLD and NEW, got " + files.size()
                                    + ". Write them before --record; or use --worker and --connector for OLD"
                            : "expected one file, NEW, since OLD is the config of --connector, got " + files.size()
                                    + ". Write it before --record");
        }
        Path after = files.get(files.size() - 1);
        if (worker != null && connector != null) {
            return new Pair(
                    new Titled(
                            "connector " + connector,
                            WorkerConnector.of(worker, connector).config()),
                    new Titled(name(after), ConnectorFile.read(after)));
        }
        Path before = files.get(0);
        boolean hasSameName = name(before).equals(name(after));
        return new Pair(
                new Titled(hasSameName ? before.toString() : name(before), ConnectorFile.read(before)),
                new Titled(hasSameName ? after.toString() : name(after), ConnectorFile.read(after)));
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }
}
