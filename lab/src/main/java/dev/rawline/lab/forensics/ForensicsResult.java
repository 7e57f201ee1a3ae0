package dev.rawline.lab.forensics;

import java.nio.file.Path;
import java.util.List;

/**
 * What forensics came to.
 *
 * @param examination the examination
 * @param findings what was found
 * @param story the findings in a few sentences
 * @param models how many models there are
 * @param reused how many of the trainings and searches were there already
 * @param steps how many there are
 * @param folder where the files are
 * @param specifications the tolerance specifications, one a model
 * @param run what the lab book calls the run
 */
public record ForensicsResult(
    ForensicsExperiment examination,
    ForensicsFindings findings,
    List<String> story,
    int models,
    int reused,
    int steps,
    Path folder,
    List<Path> specifications,
    String run) {}
