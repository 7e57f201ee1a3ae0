package dev.rawline.lab.optimization;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What an optimization came to.
 *
 * @param optimization the optimization
 * @param joint what learning θ gains; none where it was not looked for
 * @param front what ways to acquire samples cost and reach; none where none were compared
 * @param models how many models there are
 * @param reused how many of the trainings and evaluations were there already
 * @param steps how many there are
 * @param folder where the files are
 * @param run what the lab book calls the run
 */
public record OptimizeResult(
    OptimizationExperiment optimization,
    Optional<JointFindings> joint,
    Optional<ParetoFront> front,
    int models,
    int reused,
    int steps,
    Path folder,
    String run) {}
