/**
 * RawImage → LinearRgb → View: image signal processing, one file a stage.
 *
 * <pre>
 * RawImage, normalised
 * │  MosaicStage     black level, flat field, defect correction, balance first
 * │  Demosaicing     bilinear, Malvar 2004, Menon 2007, kernels
 * LinearRgb
 * │  ColourStage     white balance, highlight clip, colour correction;
 * │  └ LumaStage     sharpening and denoising of the luma
 * │  Gamma
 * View
 * </pre>
 *
 * <p>Every stage is a record of its parameters, with its formula, its value and its pullback next
 * to one another, computed in double precision. These definitions are the only ones of the ISP. A
 * faster twin in float32 exists for many of them; {@code dev.rawline.imaging.camera} selects it,
 * and it is tested against the definition.
 *
 * <p>A {@link dev.rawline.imaging.isp.MosaicStage} works on the mosaic, a {@link
 * dev.rawline.imaging.isp.Demosaicing} interpolates colours, a {@link
 * dev.rawline.imaging.isp.ColourStage} works on linear colours, a {@link
 * dev.rawline.imaging.isp.LumaStage} on their luma, and {@link dev.rawline.imaging.isp.Gamma}
 * renders the view. A {@link dev.rawline.imaging.isp.Rendering} is all that follows the mosaic
 * stages.
 */
package dev.rawline.imaging.isp;
