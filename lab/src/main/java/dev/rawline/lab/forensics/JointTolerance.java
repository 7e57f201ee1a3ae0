package dev.rawline.lab.forensics;

import dev.rawline.lab.tolerance.JointBox;
import dev.rawline.lab.tolerance.ParameterPairMap;
import java.util.Optional;

/**
 * What holds of several numbers at once.
 *
 * @param map the metric over the two most sensitive numbers
 * @param box between which values the most sensitive ones may lie at once
 */
record JointTolerance(Optional<ParameterPairMap> map, Optional<JointBox> box) {}
