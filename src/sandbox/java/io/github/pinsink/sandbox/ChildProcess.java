package io.github.pinsink.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A JVM of its own with its output in a file. It does not outlive this one. */
final class ChildProcess {
    private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> RUNNING.forEach(Process::destroyForcibly), "sandbox-children"));
    }

    private final Process process;
    private final Path log;
    private volatile boolean frozen;

    private ChildProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    static ChildProcess start(List<String> command, Path log) {
        try {
            Files.createDirectories(log.getParent());
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            RUNNING.add(process);
            process.onExit().thenAccept(RUNNING::remove);
            return new ChildProcess(process, log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    /** Processor time used so far, by all its threads. */
    Duration processorTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** SIGSTOP: it stands still until {@link #unfreeze} and keeps all it has, its connections too. */
    void freeze() {
        signal("-STOP");
        frozen = true;
    }

    void unfreeze() {
        if (frozen) {
            frozen = false;
            signal("-CONT");
        }
    }

    /** SIGQUIT: a JVM writes the stacks of all its threads into its log and goes on. */
    void writeStacks() {
        signal("-QUIT");
    }

    private void signal(String name) {
        // Only ever the pid of a process of ours that still runs; the JDK knows no other signals than its own two.
        if (process.isAlive()) {
            start(List.of("kill", name, Long.toString(process.pid())), log).awaitSuccess(Duration.ofSeconds(10));
        }
    }

    /** @throws IllegalStateException with the end of its log when it did not end well in time */
    void awaitSuccess(Duration limit) {
        if (!Await.happens(limit, () -> !process.isAlive()) || process.exitValue() != 0) {
            kill();
            throw new IllegalStateException("a program did not end well:\n" + tail(log, 20));
        }
    }

    /** Asks it to end and gives it that time. A frozen one is woken, since it could not hear the question. */
    void stop(Duration patience) {
        unfreeze();
        process.destroy();
        if (!Await.happens(patience, () -> !process.isAlive())) {
            kill();
        }
    }

    /** Ends it at once, as a power cut would. */
    void kill() {
        process.destroyForcibly();
        Await.happens(Duration.ofSeconds(10), () -> !process.isAlive());
    }

    static String tail(Path file, int lines) {
        try {
            List<String> all = new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return String.join("\n", all.subList(Math.max(0, all.size() - lines), all.size()));
        } catch (IOException e) {
            return "(no log at " + file + ")";
        }
    }
}
