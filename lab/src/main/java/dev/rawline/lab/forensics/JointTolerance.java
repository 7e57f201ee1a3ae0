package dev.rawline.lab.forensics;

import dev.rawline.lab.tolerance.JointBox;
import dev.rawline.lab.tolerance.ParameterPairMap;
import java.util.Optional;

/**
 * What holds of several numbers at once.
 *
 * @param map the metric over the two most sensitive numbers
 * @param box the intervals in which the most sensitive ones may lie at once
 */
record JointTolerance(Optional<ParameterPairMap> map, Optional<JointBox> box) {}
