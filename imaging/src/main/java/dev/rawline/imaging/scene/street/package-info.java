/**
 * Seed → a street seen from above: an endless plan of streets, plots and cars, its light, its car
 * masks.
 *
 * <p>{@link dev.rawline.imaging.scene.street.AerialStreet} draws; {@code Network} lays out streets
 * and blocks, the classes named after land uses fill the blocks with {@code Thing}s on {@code
 * Patch}es of ground, and {@code Sampler} looks down on them.
 */
package dev.rawline.imaging.scene.street;
