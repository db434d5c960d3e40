package io.github.pinsink.tools.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pinsink.tools.CommandRun;
import io.github.pinsink.tools.command.ExitCode;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicRecordsTest {
    @TempDir
    Path folder;

    @Test
    void saysWhatToCheckWhenNoBrokerResponds() throws Exception {
        Path client = Files.writeString(folder.resolve("client.properties"), "default.api.timeout.ms=300\n");
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CommandRun run = CommandRun.of(
                    "",
                    "suggest",
                    "--topic",
                    "orders",
                    "--bootstrap-server",
                    "127.0.0.1:" + silent.getLocalPort(),
                    "--command-config",
                    client.toString());

            assertThat(run.code()).isEqualTo(ExitCode.FAILED);
            assertThat(run.err())
                    .contains("cannot read topic orders from 127.0.0.1:")
                    .contains("Check that a broker listens at this address")
                    .contains("set --command-config");
        }
    }
}
