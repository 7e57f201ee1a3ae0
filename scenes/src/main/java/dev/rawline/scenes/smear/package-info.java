/**
 * → Radiance: stained blood on a glass slide, under a brightfield microscope.
 *
 * <p>Lengths are in µm, from the middle of the scene to the right and down. Everything that absorbs
 * light is a function of the place; nothing has pixels.
 */
package dev.rawline.scenes.smear;
