package io.github.pinsink.tools.test;

import io.github.pinsink.tools.command.UsageException;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** The results in the XML format of JUnit, which CI systems read: a test suite per directory. */
final class JUnitReport implements TestReport {
    private static final String ROOT_SUITE = "pinsink";

    private final List<TestResult> results = new ArrayList<>();

    @Override
    public void add(TestResult result) {
        results.add(result);
    }

    @Override
    public void finish() {
        // The file is written by the command, which reports its failure.
    }

    /** @throws UsageException if the file is something else than such a report, or cannot be written */
    void write(Path file, Instant time) throws UsageException {
        try {
            requireReport(file);
            Path parent = file.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.writeString(file, xml(time));
        } catch (IOException e) {
            throw new UsageException("cannot write " + file + ": " + e.getMessage());
        }
    }

    /** A report of an earlier run may be replaced. */
    static void requireReport(Path file) throws UsageException {
        try {
            if (Files.isRegularFile(file)
                    && Files.size(file) > 0
                    && !Files.readString(file).contains("<testsuite")) {
                throw new UsageException("--junit: " + file + " exists and is not a JUnit report. Name another file");
            }
        } catch (IOException e) {
            throw new UsageException("--junit: " + file + " exists and is not a JUnit report. Name another file");
        }
    }

    private String xml(Instant time) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            text.write("\n");
            xml.writeStartElement("testsuites");
            counts(xml, ROOT_SUITE, results);
            Map<String, List<TestResult>> suites = results.stream()
                    .collect(Collectors.groupingBy(JUnitReport::suite, TreeMap::new, Collectors.toList()));
            for (Map.Entry<String, List<TestResult>> suite : suites.entrySet()) {
                xml.writeCharacters("\n  ");
                xml.writeStartElement("testsuite");
                counts(xml, suite.getKey(), suite.getValue());
                xml.writeAttribute("skipped", "0");
                xml.writeAttribute(
                        "timestamp", time.truncatedTo(ChronoUnit.SECONDS).toString());
                for (TestResult result : suite.getValue()) {
                    testCase(xml, suite.getKey(), result);
                }
                xml.writeCharacters("\n  ");
                xml.writeEndElement();
            }
            xml.writeCharacters("\n");
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.flush();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("writing to a string cannot fail", e);
        }
        return text.append('\n').toString();
    }

    private static String suite(TestResult result) {
        String name = result.test().name();
        int slash = name.lastIndexOf('/');
        return slash < 0
                ? ROOT_SUITE
                : ROOT_SUITE + "." + name.substring(0, slash).replace('/', '.');
    }

    private static void counts(XMLStreamWriter xml, String name, List<TestResult> results) throws XMLStreamException {
        xml.writeAttribute("name", valid(name));
        xml.writeAttribute("tests", String.valueOf(results.size()));
        xml.writeAttribute("failures", count(results, TestResult.Status.FAILED));
        xml.writeAttribute("errors", count(results, TestResult.Status.ERROR));
        xml.writeAttribute(
                "time", seconds(results.stream().mapToLong(TestResult::nanos).sum()));
    }

    private static String count(List<TestResult> results, TestResult.Status status) {
        return String.valueOf(
                results.stream().filter(result -> result.status() == status).count());
    }

    private static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.3f", nanos / 1e9);
    }

    private static void testCase(XMLStreamWriter xml, String suite, TestResult result) throws XMLStreamException {
        String name = result.test().name();
        xml.writeCharacters("\n    ");
        xml.writeStartElement("testcase");
        xml.writeAttribute("name", valid(name.substring(name.lastIndexOf('/') + 1)));
        xml.writeAttribute("classname", valid(suite));
        xml.writeAttribute("time", seconds(result.nanos()));
        if (result.isFailure()) {
            boolean isError = result.status() == TestResult.Status.ERROR;
            List<String> reasons = result.reasons();
            xml.writeCharacters("\n      ");
            xml.writeStartElement(isError ? "error" : "failure");
            xml.writeAttribute("message", valid(reasons.isEmpty() ? "" : reasons.get(0)));
            xml.writeAttribute("type", isError ? "error" : "difference");
            xml.writeCharacters(valid(String.join("\n", reasons)));
            xml.writeEndElement();
            xml.writeCharacters("\n    ");
        }
        xml.writeEndElement();
    }

    /** Without the characters that XML 1.0 does not have. */
    private static String valid(String text) {
        return text.codePoints()
                .map(c -> c == '\n' || c == '\t' || c >= 0x20 && c <= 0xd7ff || c >= 0xe000 && c <= 0xfffd || c > 0xffff
                        ? c
                        : 0xfffd)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
