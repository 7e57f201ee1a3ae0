/**
 * Class label, seed → Radiance: stained blood on a glass slide, under a brightfield microscope.
 *
 * <p>Lengths are in µm, from the middle of the scene to the right and down. All absorbers are
 * functions of position, without pixels.
 */
package dev.rawline.scenes.smear;
