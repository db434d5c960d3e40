package io.github.pinsink.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The plugin archive: the layout of Confluent Hub, the connector's jar and its libraries, and no classes of the worker. */
@Tag("archive")
class ArchiveIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path ZIP = Path.of(System.getProperty("pinsink.archive"));
    private static final String NAME = ZIP.getFileName().toString().replaceFirst("\\.zip$", "");
    private static final String VERSION = NAME.substring(NAME.lastIndexOf('-') + 1);
    private static final long LARGEST_SIZE = 20_000_000;
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)");
    private static final Pattern JAR = Pattern.compile("lib/(.+?)-\\d[^/]*\\.jar");

    private static final Map<String, byte[]> files = new LinkedHashMap<>();

    @BeforeAll
    static void open() throws IOException {
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(ZIP))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                assertThat(entry.getName()).startsWith(NAME + "/");
                if (!entry.isDirectory()) {
                    files.put(entry.getName().substring(NAME.length() + 1), in.readAllBytes());
                }
            }
        }
    }

    @Test
    void hasOneTopDirectoryInTheLayoutOfConfluentHub() {
        assertThat(files.keySet().stream().map(name -> name.replaceFirst("/.*", "/")))
                .containsOnly("manifest.json", "lib/", "doc/", "etc/", "assets/", "bin/", "tools/");
        assertThat(files)
                .containsKeys(
                        "doc/README.md",
                        "doc/LICENSE",
                        "doc/NOTICE",
                        "doc/CHANGELOG.md",
                        "doc/version.txt",
                        "doc/licenses/THIRD-PARTY.md",
                        "doc/operations.md",
                        "doc/metrics.md",
                        "doc/configuration.md",
                        "doc/SECURITY.md",
                        "doc/llms.txt",
                        "etc/connector-config.schema.json",
                        "etc/monitoring/jmx-exporter.yml",
                        "etc/web-shop-orders.json",
                        "assets/logo.svg",
                        "bin/pinsink");
        assertThat(text("doc/version.txt")).isEqualTo(VERSION + "\n");
    }

    @Test
    void hasACompleteManifest() throws IOException {
        JsonNode manifest = JSON.readTree(files.get("manifest.json"));
        assertThat(files.get("manifest.json")).asString(StandardCharsets.UTF_8).doesNotContain("${");
        assertThat(manifest.path("version").asText()).isEqualTo(VERSION);
        assertThat(manifest.at("/owner/username").asText()).matches("[a-z0-9_]{2,255}");
        assertThat(manifest.at("/owner/username").asText() + "-"
                        + manifest.path("name").asText() + "-" + VERSION)
                .isEqualTo(NAME);
        assertThat(LocalDate.parse(manifest.path("release_date").asText())).isNotNull();
        assertThat(manifest.path("component_types")).hasToString("[\"sink\"]");
        assertThat(manifest.at("/owner/type").asText()).isIn("organization", "user");
        assertThat(manifest.at("/features/delivery_guarantee")).hasToString("[\"at_least_once\"]");
        assertThat(manifest.at("/features/supported_encodings")).hasToString("[\"any\"]");
        assertThat(Stream.of(
                        "/title",
                        "/description",
                        "/documentation_url",
                        "/source_url",
                        "/owner/name",
                        "/owner/url",
                        "/owner/logo",
                        "/support/provider_name",
                        "/support/summary",
                        "/support/url",
                        "/support/logo",
                        "/license/0/name",
                        "/license/0/url"))
                .allSatisfy(field ->
                        assertThat(manifest.at(field).asText()).as(field).isNotBlank());
        assertThat(manifest.path("tags")).isNotEmpty();
        assertThat(manifest.path("requirements")).isNotEmpty();
        assertThat(manifest.path("docker_image").isObject()).isTrue();
        for (String logo : manifest.findValuesAsText("logo")) {
            BufferedImage picture = ImageIO.read(new ByteArrayInputStream(files.get(logo)));
            assertThat(picture.getWidth()).isGreaterThanOrEqualTo(400);
            assertThat(picture.getHeight()).isGreaterThanOrEqualTo(200);
        }
    }

    @Test
    void containsTheConnectorAndItsLibrariesAndListsTheirLicenses() {
        Set<String> jars =
                jars().stream().map(ArchiveIT::withoutVersion).collect(Collectors.toCollection(TreeSet::new));
        assertThat(jars).contains("kafka-connect-pinterest-conversions");
        jars.remove("kafka-connect-pinterest-conversions");
        Set<String> named = Pattern.compile("(?m)^\\| ([\\w-]+) \\|.*\\|$")
                .matcher(text("doc/licenses/THIRD-PARTY.md"))
                .results()
                .map(match -> match.group(1))
                .filter(name -> !name.equals("jar"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(jars)
                .as("jars in lib/ and rows of src/assembly/licenses/THIRD-PARTY.md")
                .isEqualTo(named);
    }

    @Test
    void containsTheLicensesOfTheSourcesOfItsLibraries() {
        assertThat(text("doc/licenses/jsonata/LICENSE-JSONata.txt"))
                .contains("Copyright IBM Corp. 2016, 2018", "Permission is hereby granted, free of charge");
        assertThat(text("doc/licenses/jsonata/LICENSE-minimal-json.txt"))
                .contains("Copyright (c) 2013, 2016 EclipseSource", "Permission is hereby granted, free of charge");
        assertThat(text("doc/licenses/jsonata/NOTICE.txt"))
                .contains("Dashjoin GmbH", "Copyright 2018, 2019 IBM Corporation");
    }

    @Test
    void containsNoClassOfTheWorkerAndNoClassTwice() throws IOException {
        Map<String, String> owners = new TreeMap<>();
        List<String> twice = new ArrayList<>();
        for (String jar : jars()) {
            for (String entry : entries(jar)) {
                if (!entry.endsWith(".class") || entry.startsWith("META-INF/") || entry.equals("module-info.class")) {
                    continue;
                }
                assertThat(entry)
                        .as(jar)
                        .doesNotStartWith("org/apache/kafka/")
                        .doesNotStartWith("org/slf4j/")
                        .doesNotStartWith("org/apache/log4j/")
                        .doesNotStartWith("org/apache/logging/")
                        .doesNotStartWith("ch/qos/");
                String other = owners.put(entry, jar);
                if (other != null) {
                    twice.add(entry + " in " + other + " and " + jar);
                }
            }
        }
        assertThat(twice).isEmpty();
        assertThat(owners.keySet().stream().filter(name -> name.startsWith("io/github/pinsink/sandbox")))
                .isEmpty();
        assertThat(owners).containsKey("io/github/pinsink/PinterestConversionsSinkConnector.class");
    }

    /** A worker loads every file that ends with .jar, in all folders of a plugin. */
    @Test
    void hidesTheCommandLineFromTheWorker() throws IOException {
        assertThat(files).containsKeys("tools/pinsink-tools", "tools/picocli");
        assertThat(files.keySet().stream().filter(name -> name.endsWith(".jar") || name.endsWith(".zip")))
                .allMatch(name -> name.startsWith("lib/"))
                .noneMatch(name -> name.contains("picocli"));
        assertThat(entries("lib/kafka-connect-pinterest-conversions-" + VERSION + ".jar"))
                .noneMatch(name -> name.startsWith("io/github/pinsink/tools"));
        assertThat(entries("tools/pinsink-tools")).contains("io/github/pinsink/tools/Pinsink.class");
    }

    @Test
    void hasAServiceFileForTheConnector() throws IOException {
        String jar = "lib/kafka-connect-pinterest-conversions-" + VERSION + ".jar";
        assertThat(content(jar, "META-INF/services/org.apache.kafka.connect.sink.SinkConnector"))
                .isEqualToIgnoringWhitespace("io.github.pinsink.PinterestConversionsSinkConnector");
    }

    @Test
    void marksTheCommandAsExecutable() throws IOException {
        Map<String, Object> withModes = Map.of("enablePosixFileAttributes", true);
        try (FileSystem zip = FileSystems.newFileSystem(ZIP, withModes)) {
            assertThat(Files.getPosixFilePermissions(zip.getPath(NAME, "bin", "pinsink")))
                    .contains(PosixFilePermission.OWNER_EXECUTE, PosixFilePermission.OTHERS_EXECUTE);
        }
    }

    @Test
    void hasPagesWithoutBrokenLinks() {
        List<String> broken = new ArrayList<>();
        for (String page : files.keySet()) {
            if (!page.endsWith(".md") && !page.endsWith("llms.txt")) {
                continue;
            }
            Matcher link = LINK.matcher(text(page));
            while (link.find()) {
                String target =
                        Path.of(page).resolveSibling(link.group(1)).normalize().toString();
                boolean isDirectory = files.keySet().stream().anyMatch(name -> name.startsWith(target + "/"));
                if (!files.containsKey(target) && !isDirectory) {
                    broken.add(page + " -> " + link.group(1));
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void isSmallAndHasABillOfMaterials() throws IOException {
        assertThat(Files.size(ZIP)).isLessThan(LARGEST_SIZE);
        JsonNode bill = JSON.readTree(ZIP.resolveSibling(NAME + "-sbom.json").toFile());
        assertThat(bill.path("bomFormat").asText()).isEqualTo("CycloneDX");
        Set<String> listed = bill.path("components").findValuesAsText("purl").stream()
                .map(purl -> purl.replaceFirst(".*/(.+)@([^?]+).*", "lib/$1-$2.jar"))
                .collect(Collectors.toSet());
        assertThat(listed)
                .isEqualTo(jars().stream()
                        .filter(jar -> !jar.contains("kafka-connect-pinterest"))
                        .collect(Collectors.toSet()));
    }

    private static List<String> jars() {
        return files.keySet().stream().filter(name -> name.startsWith("lib/")).toList();
    }

    private static String withoutVersion(String jar) {
        Matcher name = JAR.matcher(jar);
        assertThat(name.matches()).as(jar).isTrue();
        return name.group(1);
    }

    private static String text(String file) {
        return new String(files.get(file), StandardCharsets.UTF_8);
    }

    private static List<String> entries(String jar) throws IOException {
        List<String> entries = new ArrayList<>();
        try (JarInputStream in = new JarInputStream(new ByteArrayInputStream(files.get(jar)))) {
            for (JarEntry entry = in.getNextJarEntry(); entry != null; entry = in.getNextJarEntry()) {
                entries.add(entry.getName());
            }
        }
        return entries;
    }

    private static String content(String jar, String wanted) throws IOException {
        try (JarInputStream in = new JarInputStream(new ByteArrayInputStream(files.get(jar)))) {
            for (JarEntry entry = in.getNextJarEntry(); entry != null; entry = in.getNextJarEntry()) {
                if (entry.getName().equals(wanted)) {
                    return read(in);
                }
            }
        }
        throw new AssertionError(jar + " has no " + wanted);
    }

    private static String read(InputStream in) throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
}
