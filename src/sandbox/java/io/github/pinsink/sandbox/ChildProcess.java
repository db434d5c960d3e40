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

/** A child process with its output in a log file. It is killed when this JVM exits. */
final class ChildProcess {
    private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> RUNNING.forEach(Process::destroyForcibly), "sandbox-children"));
    }

    private final Process process;
    private final Path log;
    private volatile boolean suspended;

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

    /** CPU time used so far, by all its threads. */
    Duration cpuTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** SIGSTOP: the process does not run until {@link #resume}, and keeps its memory and its connections. */
    void suspend() {
        signal("-STOP");
        suspended = true;
    }

    void resume() {
        if (suspended) {
            suspended = false;
            signal("-CONT");
        }
    }

    /** SIGQUIT: a JVM writes a thread dump to its log and continues. */
    void dumpThreads() {
        signal("-QUIT");
    }

    private void signal(String name) {
        // The JDK can only send SIGTERM and SIGKILL. The PID is always one of our own processes that still runs.
        if (process.isAlive()) {
            start(List.of("kill", name, Long.toString(process.pid())), log).awaitSuccess(Duration.ofSeconds(10));
        }
    }

    /** @throws IllegalStateException with the end of its log unless it exits with status 0 before the timeout */
    void awaitSuccess(Duration timeout) {
        boolean exited = Await.isTrueWithin(timeout, () -> !process.isAlive());
        if (!exited || process.exitValue() != 0) {
            String failure = exited
                    ? "a child process exited with status " + process.exitValue()
                    : "a child process did not exit within " + timeout.toSeconds() + " s";
            kill();
            throw new IllegalStateException(failure + ":\n" + tail(log, 20));
        }
    }

    /** SIGTERM, and SIGKILL after the timeout. A suspended process is resumed first, since it cannot handle SIGTERM. */
    void stop(Duration timeout) {
        resume();
        process.destroy();
        if (!Await.isTrueWithin(timeout, () -> !process.isAlive())) {
            kill();
        }
    }

    /** SIGKILL: the process cannot clean up. */
    void kill() {
        process.destroyForcibly();
        Await.isTrueWithin(Duration.ofSeconds(10), () -> !process.isAlive());
    }

    static String tail(Path file, int lines) {
        try {
            List<String> all = new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return String.join("\n", all.subList(Math.max(0, all.size() - lines), all.size()));
        } catch (IOException e) {
            return "(cannot read the log " + file + ")";
        }
    }
}
