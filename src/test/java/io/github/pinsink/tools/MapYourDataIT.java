package io.github.pinsink.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pinsink.sandbox.PluginArchive;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page docs/map-your-data.md on a machine that has Java and the tools archive, and no Kafka. */
@Tag("archive")
class MapYourDataIT {
    private static final Path PAGE = Path.of("docs/map-your-data.md");
    private static final Path TOOLS = Path.of(System.getProperty("pinsink.tools"));
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```\\n(.*?)^```$");

    @TempDir
    Path folder;

    private record Ran(int code, String out, String err) {}

    @Test
    void leadsFromUnknownRecordsToPassingTests() throws Exception {
        PluginArchive.unpack(TOOLS, folder);
        Path tools;
        try (Stream<Path> unpacked = Files.list(folder)) {
            tools = unpacked.findFirst().orElseThrow();
        }
        // PluginArchive does not set permissions, unlike unzip.
        Files.setPosixFilePermissions(tools.resolve("bin/pinsink"), PosixFilePermissions.fromString("rwxr-xr-x"));
        List<String> blocks = BLOCK.matcher(Files.readString(PAGE))
                .results()
                .map(block -> block.group(1).strip())
                .toList();

        String lastOutput = "";
        List<String> commands = new ArrayList<>();
        for (String block : blocks) {
            if (block.startsWith("bin/pinsink")) {
                Ran ran = run(tools, block);
                assertThat(ran.code()).as(block + "\n" + ran.err()).isZero();
                lastOutput = ran.out();
                commands.add(block.split(" ")[1]);
            } else {
                // The page shows some lines of the output.
                assertThat(lastOutput.lines().map(String::strip))
                        .as("the output of " + commands.get(commands.size() - 1) + ":\n" + lastOutput)
                        .containsAll(block.lines().map(String::strip).toList());
            }
        }

        assertThat(commands).containsExactly("suggest", "preview", "coverage", "test", "test");
        assertThat(tools.resolve("booking-tests")).isNotEmptyDirectory();
    }

    private Ran run(Path tools, String command) throws IOException, InterruptedException {
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-c", command)
                .directory(tools.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", Path.of(System.getProperty("java.home"), "bin") + ":/usr/bin:/bin");
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process process = builder.start();
        try {
            assertThat(process.waitFor(120, TimeUnit.SECONDS)).as(command).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Ran(
                process.exitValue(),
                Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
    }
}
