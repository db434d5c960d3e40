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

/** The jars of a plain Apache Kafka, of whichever version, and how to start a program of it. */
public record KafkaHome(Path libs) {
    private static final Duration FETCH = Duration.ofMinutes(5);

    public KafkaHome {
        if (!Files.isDirectory(libs)) {
            throw new IllegalArgumentException("no folder with Kafka's jars at " + libs);
        }
    }

    /** The folder that the build names in {@code pinsink.kafka.libs}. */
    public static KafkaHome ofBuild() {
        String libs = System.getProperty("pinsink.kafka.libs");
        if (libs == null) {
            throw new IllegalStateException("the system property pinsink.kafka.libs is not set");
        }
        return new KafkaHome(Path.of(libs));
    }

    /** The plain Kafka of that version, beside the one of the build; fetched with Maven when it is not there yet. */
    public static KafkaHome ofVersion(String version) {
        Path libs = ofBuild().libs().resolveSibling("kafka-" + version);
        if (!Files.isDirectory(libs)) {
            ChildProcess.start(
                            List.of(
                                    "mvn",
                                    "-B",
                                    "-q",
                                    "-ntp",
                                    "-f",
                                    Path.of("src", "sandbox", "kafka", "pom.xml")
                                            .toString(),
                                    "dependency:copy-dependencies",
                                    "-Dkafka.version=" + version,
                                    "-DoutputDirectory=" + libs.toAbsolutePath()),
                            libs.resolveSibling("kafka-" + version + ".log"))
                    .awaitSuccess(FETCH);
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

    /** A loopback port nobody listens on now. Kafka wants to know its ports before it binds them. */
    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
