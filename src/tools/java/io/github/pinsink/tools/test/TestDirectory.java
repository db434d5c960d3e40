package io.github.pinsink.tools.test;

import io.github.pinsink.tools.command.UsageException;
import io.github.pinsink.tools.source.ConnectorFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/** The directory with the tests. A file in a subdirectory wins over the same file above it. */
final class TestDirectory {
    private static final List<String> CONFIGS = List.of("connector.json", "config.json");
    private static final List<String> SUFFIXES =
            List.of(TestFiles.RECORD, TestFiles.META, TestFiles.EVENT, TestFiles.REJECTED, TestFiles.SKIPPED);

    private final Path root;
    private final Map<Path, Optional<Map<String, String>>> configs = new HashMap<>();
    private final Map<Path, TestSettings> settings = new HashMap<>();

    TestDirectory(Path root) {
        this.root = root;
    }

    /** The tests in the order of their names, also those that have no record. Hidden directories are left out. */
    List<TestFiles> tests() throws UsageException {
        Map<String, TestFiles> tests = new TreeMap<>();
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                    boolean isHidden = !directory.equals(root)
                            && directory.getFileName().toString().startsWith(".");
                    return isHidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    test(file).ifPresent(test -> tests.put(test.name(), test));
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UsageException("cannot read the directory " + root + ": " + e.getMessage());
        }
        return new ArrayList<>(tests.values());
    }

    private Optional<TestFiles> test(Path file) {
        String fileName = file.getFileName().toString();
        return SUFFIXES.stream()
                .filter(suffix -> fileName.endsWith(suffix) && fileName.length() > suffix.length())
                .findFirst()
                .map(suffix -> named(file.resolveSibling(fileName.substring(0, fileName.length() - suffix.length()))));
    }

    private TestFiles named(Path prefix) {
        return new TestFiles(root.relativize(prefix).toString().replace('\\', '/'), prefix);
    }

    TestFiles test(String name) {
        return named(root.resolve(name));
    }

    /** A test whose path or name matches a glob. */
    static PathMatcher matching(String glob) throws UsageException {
        try {
            PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob);
            return path -> matcher.matches(path) || matcher.matches(path.getFileName());
        } catch (PatternSyntaxException e) {
            throw new UsageException("--only: expected a glob such as checkout-* or orders/**");
        }
    }

    /** The config for tests in a directory: the nearest one, from that directory up to the root. */
    Optional<Map<String, String>> config(Path directory) throws UsageException {
        if (!configs.containsKey(directory)) {
            List<Path> found = configFiles(directory);
            if (found.size() > 1) {
                throw new UsageException("several configs in " + directory + ": "
                        + String.join(
                                ", ",
                                found.stream()
                                        .map(file -> file.getFileName().toString())
                                        .toList())
                        + ". Choose one with --config");
            }
            configs.put(
                    directory,
                    found.isEmpty() ? configAbove(directory) : Optional.of(ConnectorFile.read(found.get(0))));
        }
        return configs.getOrDefault(directory, Optional.empty());
    }

    private Optional<Map<String, String>> configAbove(Path directory) throws UsageException {
        Path parent = directory.getParent();
        return directory.equals(root) || parent == null ? Optional.empty() : config(parent);
    }

    private static List<Path> configFiles(Path directory) throws UsageException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> CONFIGS.contains(file.getFileName().toString())
                            || file.getFileName().toString().endsWith(".properties"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UsageException("cannot read the directory " + directory + ": " + e.getMessage());
        }
    }

    /** The settings of a test, with those of its directories. */
    TestSettings settings(TestFiles test) throws UsageException {
        TestSettings ofDirectory = settings(test.directory());
        return test.has(TestFiles.META)
                ? TestSettings.of(test.file(TestFiles.META), test.json(TestFiles.META))
                        .withFallback(ofDirectory)
                : ofDirectory;
    }

    private TestSettings settings(Path directory) throws UsageException {
        TestSettings known = settings.get(directory);
        if (known != null) {
            return known;
        }
        Path parent = directory.getParent();
        TestSettings above = directory.equals(root) || parent == null ? TestSettings.none() : settings(parent);
        Path file = directory.resolve(TestSettings.OF_DIRECTORY);
        TestSettings found = above;
        if (Files.isRegularFile(file)) {
            found = TestSettings.of(
                            file, TestFiles.json(file, ConnectorFile.text(file).getBytes(StandardCharsets.UTF_8)))
                    .withFallback(above);
        }
        settings.put(directory, found);
        return found;
    }
}
