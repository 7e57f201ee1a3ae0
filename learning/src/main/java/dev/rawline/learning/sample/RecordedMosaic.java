package dev.rawline.learning.sample;

import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.SiteValues;

/**
 * What a sensor recorded of a sample, before it is normalised.
 *
 * @param raw the part of the mosaic that a model sees [DN]
 * @param slope how much a sample of the normalised mosaic rises with a digital number, for each
 *     kind of pixel [1/DN]
 */
public record RecordedMosaic(RawImage raw, SiteValues slope) {}
