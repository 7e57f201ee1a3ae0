package dev.rawline.imaging.camera;

import dev.rawline.imaging.frame.Electrons;

/**
 * The charge that a picture corresponds to on a sensor, and the shares of it that no sensor can
 * record.
 *
 * <p>A share counts samples that are out of range by more than the converter's rounding.
 *
 * @param charge the expected charge [e⁻], 0 or more; not yet clipped at what the sensor holds
 * @param negative the share of the mosaic's samples that would need light below 0, for example of
 *     saturated colours; they are 0 in the charge
 * @param saturated the share of the mosaic's samples that exceed what the sensor holds
 * @param unreachable the share of pixels whose colour the camera cannot record: at least one of the
 *     three colours is out of range, whether the mosaic keeps it or not
 */
public record ExpectedCharge(
    Electrons charge, double negative, double saturated, double unreachable) {}
