package io.github.pinsink.preview;

import io.github.pinsink.mapping.MappingResult;
import java.util.List;

/**
 * What would become of a record.
 *
 * @param evaluations what its expressions gave, when that is watched
 */
record PreviewedEvent(RawRecord sample, MappingResult result, List<EvaluationRecorder.Evaluation> evaluations) {}
