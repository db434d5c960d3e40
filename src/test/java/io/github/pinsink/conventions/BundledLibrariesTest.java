package io.github.pinsink.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Each library of the archive, in its version, was reviewed for known vulnerabilities. */
class BundledLibrariesTest {
    private static final Path PAGE = Path.of("docs", "bundled-libraries.md");
    private static final Path LICENSES = Path.of("src", "assembly", "licenses", "THIRD-PARTY.md");
    private static final Pattern JAR = Pattern.compile("(.+?)-(\\d[^/]*)\\.jar");
    private static final int MAX_DAYS_BEFORE_RELEASE = 90;

    private record Advisory(String library, String id, String fixedIn, String state) {}

    private record Review(String version, LocalDate date) {}

    /** The cells of the table under a heading, without its head. */
    private static List<List<String>> rows(Path page, String heading) throws IOException {
        String section = Files.readString(page).split("(?m)^#+ " + Pattern.quote(heading) + "$", 2)[1];
        return section.lines()
                .dropWhile(line -> !line.startsWith("|"))
                .takeWhile(line -> line.startsWith("|"))
                .skip(2)
                .map(line -> Arrays.stream(line.substring(1).split("\\|"))
                        .map(String::strip)
                        .toList())
                .toList();
    }

    private static Map<String, Review> reviews() throws IOException {
        Map<String, Review> reviews = reviews("Review");
        reviews.putAll(reviews("In the command line"));
        return reviews;
    }

    private static Map<String, Review> reviews(String heading) throws IOException {
        Map<String, Review> reviews = new TreeMap<>();
        for (List<String> row : rows(PAGE, heading)) {
            assertThat(row).as("library, version, date, result").hasSize(4);
            reviews.put(row.get(0), new Review(row.get(1), LocalDate.parse(row.get(2))));
        }
        return reviews;
    }

    private static List<Advisory> advisories() throws IOException {
        return rows(PAGE, "Advisories").stream()
                .map(row -> new Advisory(row.get(0), row.get(1), row.get(2), row.get(3)))
                .toList();
    }

    /** Libraries with the versions that Maven resolved. */
    private static Map<String, String> resolved() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> JAR.matcher(Path.of(entry).getFileName().toString()))
                .filter(Matcher::matches)
                .collect(Collectors.toMap(
                        jar -> jar.group(1), jar -> jar.group(2), (first, second) -> first, TreeMap::new));
    }

    private static Map<String, String> versions(Map<String, Review> reviews) {
        return reviews.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().version()));
    }

    @Test
    void ofTheConnectorHaveAReviewOfTheirVersion() throws IOException {
        Map<String, String> bundled = resolved();
        bundled.keySet()
                .retainAll(rows(LICENSES, "Libraries in this archive").stream()
                        .map(row -> row.get(0))
                        .toList());

        assertThat(bundled).hasSizeGreaterThan(10);
        assertThat(versions(reviews("Review")))
                .as("%s reviews the libraries of %s in their versions", PAGE, LICENSES)
                .containsExactlyInAnyOrderEntriesOf(bundled);
    }

    @Test
    void ofTheCommandLineHaveAReviewOfTheirVersion() throws IOException {
        assertThat(versions(reviews("In the command line")))
                .hasSizeGreaterThan(5)
                .allSatisfy((library, version) -> assertThat(resolved()).containsEntry(library, version));
    }

    @Test
    void areNotOlderThanTheFixOfAKnownVulnerability() throws IOException {
        Map<String, Review> reviews = reviews();

        assertThat(advisories()).hasSizeGreaterThan(10).allSatisfy(advisory -> {
            assertThat(advisory.id()).matches("CVE-\\d{4}-\\d+|GHSA(-[a-z0-9]{4}){3}");
            assertThat(reviews).containsKey(advisory.library());
            if (advisory.state().equals("fixed")) {
                assertThat(isAtLeast(reviews.get(advisory.library()).version(), advisory.fixedIn()))
                        .as(advisory.toString())
                        .isTrue();
            } else {
                assertThat(advisory.state()).startsWith("not affected: ").hasSizeGreaterThan(40);
            }
        });
    }

    @Test
    void wereReviewedForTheRelease() throws IOException {
        Matcher date = Pattern.compile("<component.release.date>(.+)</component.release.date>")
                .matcher(Files.readString(Path.of("pom.xml")));
        assertThat(date.find()).isTrue();
        LocalDate released = LocalDate.parse(date.group(1));

        assertThat(reviews().values())
                .extracting(Review::date)
                .allSatisfy(
                        reviewed -> assertThat(reviewed).isAfterOrEqualTo(released.minusDays(MAX_DAYS_BEFORE_RELEASE)));
    }

    @Test
    void versionsAreComparedByTheirNumbers() {
        assertThat(isAtLeast("2.23.0", "2.9.10.8")).isTrue();
        assertThat(isAtLeast("33.8.0-jre", "32.0.0")).isTrue();
        assertThat(isAtLeast("2.22.1", "2.22.1")).isTrue();
        assertThat(isAtLeast("2.22", "2.22.1")).isFalse();
        assertThat(isAtLeast("2.1.21", "2.4.20")).isFalse();
    }

    private static boolean isAtLeast(String version, String wanted) {
        int[] left = numbers(version);
        int[] right = numbers(wanted);
        return IntStream.range(0, Math.max(left.length, right.length))
                        .map(i -> Integer.compare(i < left.length ? left[i] : 0, i < right.length ? right[i] : 0))
                        .filter(order -> order != 0)
                        .findFirst()
                        .orElse(0)
                >= 0;
    }

    private static int[] numbers(String version) {
        return Arrays.stream(version.split("[.-]"))
                .filter(part -> part.matches("\\d+"))
                .mapToInt(Integer::parseInt)
                .toArray();
    }
}
