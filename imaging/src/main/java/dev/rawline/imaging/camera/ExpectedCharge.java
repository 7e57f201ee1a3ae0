package dev.rawline.imaging.camera;

import dev.rawline.imaging.frame.Electrons;

/**
 * The light that a picture would have brought to a sensor, and how much of it no sensor could have
 * gathered.
 *
 * <p>A share counts what lies beyond by more than the converter's rounding moves.
 *
 * @param charge the expected charge [e⁻], 0 or more; above what the sensor holds it is not cut yet
 * @param negative the share of the mosaic's samples that would need light below 0, as saturated
 *     colours do; they are 0 in the charge
 * @param saturated the share of the mosaic's samples that exceed what the sensor holds
 * @param unreachable the share of pixels whose colour the camera cannot make: at least one of its
 *     three colours lies beyond, whether the mosaic keeps that one or not
 */
public record ExpectedCharge(
    Electrons charge, double negative, double saturated, double unreachable) {}
