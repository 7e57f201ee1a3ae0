package dev.rawline.lab.quality.page;

import dev.rawline.lab.quality.verdict.Verdict;

/**
 * Something in files that no camera of the kind would have recorded: missing codes, another mosaic
 * phase, a file twice, metadata that contradict the pixels.
 *
 * @param name what it is called
 * @param judgement how bad it is
 * @param words what was found, and in which files
 */
public record FoundAnomaly(String name, Verdict judgement, String words) {}
