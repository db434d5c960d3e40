package io.github.pinsink.preview;

import io.github.pinsink.mapping.MappingResult;
import java.util.List;

/**
 * A record and the result of its mapping.
 *
 * @param evaluations the expressions that the mapping evaluated, with their results
 */
record PreviewedRecord(RawRecord record, MappingResult result, List<EvaluationRecorder.Evaluation> evaluations) {}
