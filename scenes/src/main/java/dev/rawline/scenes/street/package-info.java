/**
 * Seed → a street seen from above: an endless plan of streets, plots and cars, its light, its car
 * masks.
 *
 * <p>{@link dev.rawline.scenes.street.AerialStreet} draws; {@code StreetNetwork} lays out streets
 * and blocks, the classes named after land uses fill the blocks with {@code SceneObject}s on {@code
 * GroundPatch}es of ground, and {@code PointSampler} looks down on them.
 */
package dev.rawline.scenes.street;
