package dev.rawline.lab.drift;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a drift experiment came to.
 *
 * @param experiment the experiment
 * @param scores how the models did, model by model
 * @param findings what drift does to them; none where nothing was tested
 * @param models how many models there are
 * @param reused how many of the trainings and evaluations were there already
 * @param steps how many there are
 * @param folder where the files are
 * @param run what the lab book calls the run
 */
public record DriftResult(
    DriftExperiment experiment,
    List<DriftScore> scores,
    Optional<DriftFindings> findings,
    int models,
    int reused,
    int steps,
    Path folder,
    String run) {}
