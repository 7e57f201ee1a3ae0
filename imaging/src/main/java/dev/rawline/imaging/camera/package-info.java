/**
 * Scene → RawImage → View: the assembled light path, in order, on one screen.
 *
 * <p>An {@link dev.rawline.imaging.camera.Imager} records scenes: optics and one device. A {@link
 * dev.rawline.imaging.camera.Camera} holds the numbers of one device, an {@link
 * dev.rawline.imaging.camera.Isp} the chain of stages, and {@link
 * dev.rawline.imaging.camera.ViewName} names the twelve chains that published results compare.
 * {@link dev.rawline.imaging.camera.CompatibilityPreset} holds the stages as those results computed
 * them.
 */
package dev.rawline.imaging.camera;
