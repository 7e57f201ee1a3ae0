/**
 * Scene → RawImage → View: the assembled light path, in order, on one screen.
 *
 * <pre>
 * Scene ── Imager ──▶ RawImage ── Isp, IspBatch, ViewRenderer ──▶ View
 *                        ▲                                         │
 *                        └─────────────── InverseIsp ──────────────┘
 * </pre>
 *
 * <p>An {@link dev.rawline.imaging.camera.Imager} records scenes: optics and one device. A {@link
 * dev.rawline.imaging.camera.Camera} holds the parameters of one device, an {@link
 * dev.rawline.imaging.camera.Isp} the chain of stages, and {@link
 * dev.rawline.imaging.camera.ViewName} is one of the twelve chains of the published results. {@link
 * dev.rawline.imaging.camera.CompatibilityPreset} holds the stages of those results.
 */
package dev.rawline.imaging.camera;
