package dev.rawline.lab.quality.effect;

import java.util.Optional;

/**
 * What a changed camera means for a task.
 *
 * @param metric what is predicted of its metric
 * @param pictures how the camera differs by what its pictures look like; empty where only blur or
 *     noise changed, or fewer than two pictures of either camera are known
 */
public record TaskEffect(MetricEffect metric, Optional<ViewMatch> pictures) {}
