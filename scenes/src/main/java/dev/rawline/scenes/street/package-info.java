/**
 * Class label, seed → Radiance, Mask: streets seen from above, with their objects, light and car
 * masks.
 *
 * <p>{@link dev.rawline.scenes.street.AerialStreet} generates scenes; {@code StreetNetwork} lays
 * out streets and blocks, the classes named after land uses fill the blocks with {@code
 * SceneObject}s on {@code GroundPatch}es of ground, and {@code PointSampler} samples them from
 * above.
 */
package dev.rawline.scenes.street;
