package io.github.pinsink.tools.suggest;

import io.github.pinsink.config.Settings;
import io.github.pinsink.tools.command.ExitCode;
import io.github.pinsink.tools.command.HelpOption;
import io.github.pinsink.tools.command.Terminal;
import io.github.pinsink.tools.command.UsageException;
import io.github.pinsink.tools.pipeline.PipelineOptions;
import io.github.pinsink.tools.report.TextOrJson;
import io.github.pinsink.tools.source.ConfigOptions;
import io.github.pinsink.tools.source.RecordOptions;
import io.github.pinsink.tools.source.RecordSource;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pinsink suggest}: a first mapping for records of an unknown shape. */
@Command(
        name = "suggest",
        description = {
            "Proposes a config for records of an unknown shape, with the evidence for each key, and says what is missing."
                    + " Checks the config with the connector's own mapper. Sends nothing."
        },
        abbreviateSynopsis = true,
        sortOptions = false,
        footerHeading = "%nExample%n",
        footer = {"  bin/pinsink suggest --record etc/samples/orders.jsonl --now 2026-11-24T12:00:00Z"})
public final class SuggestCommand implements Callable<Integer> {
    private static final String UNKNOWN_TOPIC = "records";

    private final Terminal terminal;

    @Mixin
    private final HelpOption help = new HelpOption();

    @ArgGroup(
            validate = false,
            heading = "%nConfig (optional: for converters, transforms and topics; its mapping is replaced)%n",
            order = 1)
    private ConfigOptions config = new ConfigOptions();

    @ArgGroup(validate = false, heading = "%nRecords%n", order = 2)
    private RecordOptions records = new RecordOptions();

    @ArgGroup(validate = false, heading = "%nEvaluation%n", order = 3)
    private PipelineOptions pipeline = new PipelineOptions();

    @ArgGroup(validate = false, heading = "%nOutput%n", order = 4)
    private OutputOptions output = new OutputOptions();

    /** What is printed, and where the config is written. */
    static final class OutputOptions {
        @Option(
                names = "--output",
                paramLabel = TextOrJson.LABEL,
                order = 50,
                description =
                        "json: one object with the config, the evidence, what is missing, and the check (default: text).")
        private TextOrJson format = TextOrJson.TEXT;

        @Option(
                names = "--write",
                paramLabel = "FILE",
                order = 51,
                description = "Write the config to this file, which must not exist (default: none).")
        private @Nullable Path file;
    }

    public SuggestCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws UsageException {
        if (output.file != null) {
            checkWritable(output.file);
        }
        Map<String, String> given = config.readIfGiven();
        RecordSource source = records.open(given, terminal.in(), Samples.MAX_RECORDS);
        String topic = records.topic().orElse("");
        SuggestedConfig base = SuggestedConfig.of(given, topic.isEmpty() ? UNKNOWN_TOPIC : topic);
        Samples samples = Samples.read(source, MappingCheck.pipeline(base.forReading(), false, pipeline, terminal));
        if (samples.objects() == 0) {
            throw new UsageException(withoutObject(samples));
        }
        if (samples.left() > 0) {
            terminal.note(
                    samples.records().size() == 1
                            ? "only the first record is looked at"
                            : "only the first " + samples.records().size() + " records are looked at");
        }
        SuggestReport report = report(samples, base, topic);
        switch (output.format) {
            case TEXT -> new SuggestText(terminal.out()).print(report);
            case JSON -> SuggestJson.print(report, terminal.out());
        }
        if (output.file != null) {
            write(report, output.file);
        }
        return report.isComplete() ? ExitCode.OK : ExitCode.FOUND;
    }

    private static String withoutObject(Samples samples) {
        int records = samples.records().size();
        String found =
                records == 1 ? "the record is no JSON object" : "none of the " + records + " records is a JSON object";
        return samples.startsWithArray()
                ? (records == 1 ? "the record is" : "the first record is")
                        + " a JSON array; expected objects. A file has one document per record, one per line: convert it,"
                        + " for example with jq -c '.[]'. If the topic's records are arrays, write a mapping with explode"
                : found + ". Set value.converter in a file for --config";
    }

    private SuggestReport report(Samples samples, SuggestedConfig base, String topic) throws UsageException {
        Suggestion suggestion = MappingRules.of(samples.shape(), topic);
        Map<String, String> ofRules = base.with(suggestion.keys());
        String invalid = "";
        Optional<MappingCheck> check = Optional.empty();
        try {
            check = Optional.of(check(ofRules, true, samples));
        } catch (UsageException e) {
            invalid = String.valueOf(e.getMessage());
        }
        Map<String, MappingCheck> presets = new LinkedHashMap<>();
        for (PresetRule rule : PresetRule.ALL) {
            if (rule.isMarked(samples.shape())) {
                presets.put(rule.name(), check(base.withPreset(rule.name()), true, samples));
            }
        }
        MappingCheck rules = check.orElseGet(MappingCheck::none);
        Optional<String> preset = presets.entrySet().stream()
                .filter(one -> PresetRule.fits(one.getValue(), rules))
                .map(Map.Entry::getKey)
                .findFirst();
        Map<String, String> proposed = preset.map(base::withPreset).orElse(ofRules);
        if (preset.isPresent()) {
            check = Optional.ofNullable(presets.get(preset.get()));
            invalid = "";
        }
        Optional<MappingCheck> now =
                check.isPresent() ? Optional.of(check(proposed, false, samples)) : Optional.empty();
        return new SuggestReport(samples.objects(), preset, presets, suggestion, proposed, check, invalid, now);
    }

    private MappingCheck check(Map<String, String> properties, boolean isAgeless, Samples samples)
            throws UsageException {
        return MappingCheck.of(properties, isAgeless, samples.records(), pipeline, terminal);
    }

    private void write(SuggestReport report, Path file) throws UsageException {
        try {
            Files.writeString(
                    file,
                    SuggestedConfig.json(report.config()).toPrettyString() + "\n",
                    StandardOpenOption.CREATE_NEW,
                    StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException e) {
            throw exists(file);
        } catch (NoSuchFileException e) {
            throw noDirectory(file);
        } catch (IOException e) {
            throw new UsageException("cannot write " + file + ": " + e.getMessage());
        }
        terminal.note("the config is in " + file + ". Set " + Settings.AD_ACCOUNT + " and " + Settings.TOKEN
                + " before you create the connector");
    }

    /** Before the records are read, which may take long. */
    private static void checkWritable(Path file) throws UsageException {
        if (Files.exists(file)) {
            throw exists(file);
        }
        Path directory = file.toAbsolutePath().getParent();
        if (directory != null && !Files.isDirectory(directory)) {
            throw noDirectory(file);
        }
    }

    private static UsageException noDirectory(Path file) {
        return new UsageException(
                "--write: cannot write " + file + ": the directory " + file.getParent() + " does not exist");
    }

    private static UsageException exists(Path file) {
        return new UsageException("--write: " + file + " exists. Remove it, or choose another name");
    }
}
