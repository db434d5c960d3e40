package io.github.pinsink.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The jars of a plain Apache Kafka, and how to start its programs. */
public record KafkaHome(Path libs) {
    private static final Duration DOWNLOAD_TIMEOUT = Duration.ofMinutes(5);

    public KafkaHome {
        if (!Files.isDirectory(libs)) {
            throw new IllegalArgumentException("no folder " + libs + ": expected the jars of Apache Kafka");
        }
    }

    /** The folder that the build names in {@code pinsink.kafka.libs}. */
    public static KafkaHome ofBuild() {
        String libs = System.getProperty("pinsink.kafka.libs");
        if (libs == null) {
            throw new IllegalStateException(
                    "the system property pinsink.kafka.libs is not set: expected the folder with Kafka's jars");
        }
        return new KafkaHome(Path.of(libs));
    }

    /** That version, in the folder next to the build's own one; downloaded with Maven if it is missing. */
    public static KafkaHome ofVersion(String version) {
        return download("kafka-" + version, version, List.of());
    }

    /**
     * The version of the build with the log binding of Apache's own distribution, in the folder next to the build's own one. The
     * binding of the other folders cannot change the levels of a running worker.
     *
     * @param log4jVersion the one that the distribution has
     */
    public static KafkaHome ofBuildWithLog4j(String log4jVersion) {
        String name = ofBuild().libs().getFileName().toString();
        return download(
                name + "-log4j",
                name.substring("kafka-".length()),
                List.of(
                        "-Dlog.groupId=org.apache.logging.log4j",
                        "-Dlog.artifactId=log4j-slf4j-impl",
                        "-Dlog.version=" + log4jVersion));
    }

    private static KafkaHome download(String folder, String version, List<String> options) {
        Path libs = ofBuild().libs().resolveSibling(folder);
        if (!Files.isDirectory(libs)) {
            List<String> command = new ArrayList<>(List.of(
                    "mvn",
                    "-B",
                    "-q",
                    "-ntp",
                    "-f",
                    Path.of("src", "sandbox", "kafka", "pom.xml").toString(),
                    "dependency:copy-dependencies",
                    "-Dkafka.version=" + version,
                    "-DoutputDirectory=" + libs.toAbsolutePath()));
            command.addAll(options);
            ChildProcess.start(command, libs.resolveSibling(folder + ".log")).awaitSuccess(DOWNLOAD_TIMEOUT);
        }
        return new KafkaHome(libs);
    }

    ChildProcess run(Path log, List<String> jvmOptions, String mainClass, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=info");
        command.add("-Dorg.slf4j.simpleLogger.showDateTime=true");
        command.add("-Dorg.slf4j.simpleLogger.dateTimeFormat=HH:mm:ss.SSS");
        command.add("-cp");
        command.add(libs + "/*");
        command.add(mainClass);
        command.addAll(List.of(arguments));
        return ChildProcess.start(command, log);
    }

    static Path write(Path file, Map<String, String> properties) {
        String text = properties.entrySet().stream()
                .map(property -> property.getKey() + "=" + property.getValue())
                .collect(Collectors.joining("\n", "", "\n"));
        try {
            Files.createDirectories(file.getParent());
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A free loopback port, for programs that need the port in their configuration. */
    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
