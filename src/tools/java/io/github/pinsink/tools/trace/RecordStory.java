package io.github.pinsink.tools.trace;

import io.github.pinsink.tools.pipeline.EvaluationRecorder;
import io.github.pinsink.tools.source.RawRecord;
import java.util.List;

/**
 * The story of a record.
 *
 * @param shape what the record consists of, without its values
 * @param evaluations the expressions of the mapping, with what they found
 */
record RecordStory(
        RawRecord record,
        List<String> shape,
        MappedEvents mapped,
        List<EvaluationRecorder.Evaluation> evaluations,
        GroupProgress progress,
        DeadLetterSearch letters,
        Conclusion conclusion) {}
