package dev.rawline.studio.picture;

import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.chain.Stage;
import dev.rawline.imaging.frame.Frame;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.isp.Bilateral;
import dev.rawline.imaging.isp.ColourStage;
import dev.rawline.imaging.isp.DefectCorrection;
import dev.rawline.imaging.isp.FftDenoising;
import dev.rawline.imaging.isp.FlatField;
import dev.rawline.imaging.isp.Gamma;
import dev.rawline.imaging.isp.GaussianDenoising;
import dev.rawline.imaging.isp.LumaConvolution;
import dev.rawline.imaging.isp.LumaStage;
import dev.rawline.imaging.isp.MedianDenoising;
import dev.rawline.imaging.isp.MosaicStage;
import dev.rawline.imaging.isp.Rendering;
import dev.rawline.imaging.isp.RgbFilter;
import dev.rawline.imaging.isp.TvBregman;
import dev.rawline.imaging.isp.TvChambolle;
import dev.rawline.imaging.isp.UnsharpMasking;
import dev.rawline.imaging.sensor.SensorSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A raw image, how it would have been recorded, and how it is processed.
 *
 * @param image the image
 * @param camera the camera by which it is made normalised
 * @param isp the processing
 * @param sensor the sensor that recorded it, where it is known
 * @param recording how it would have been recorded
 */
public record LightPath(
    OpenImage image, Camera camera, Isp isp, Optional<SensorSpec> sensor, Recording recording) {
  private static final int DEMOSAICING = 16;
  private static final int DEVIATIONS = 4;

  /**
   * Returns the names of the frames: the raw image, then one after every stage; the last is the
   * view.
   */
  List<String> frames() {
    List<String> names = new ArrayList<>(List.of("raw"));
    isp.mosaic().stream().map(Stage::name).forEach(names::add);
    names.add(isp.rendering().demosaicing().name());
    isp.rendering().colour().stream().map(Stage::name).forEach(names::add);
    names.add(isp.rendering().gamma().name());
    isp.layer().map(Stage::name).ifPresent(names::add);
    return names;
  }

  /** Returns the number of the view in {@link #frames}. */
  public int view() {
    return frames().size() - 1;
  }

  /**
   * Returns the processing that shows a frame of colours: linear ones are shown as clip(v, 0,
   * 1)^(1/2.2), as sheets of steps are.
   *
   * @param frame its number in {@link #frames}
   */
  Isp showing(int frame) {
    int colours = frame - 1 - isp.mosaic().size();
    Rendering rendering = isp.rendering();
    return colours > rendering.colour().size()
        ? isp
        : new Isp(
            isp.mosaic(),
            new Rendering(
                rendering.demosaicing(), rendering.colour().subList(0, colours), Gamma.DEFAULT));
  }

  /** Returns whether a frame is still a mosaic. */
  boolean isMosaic(int frame) {
    return frame <= isp.mosaic().size();
  }

  /**
   * Returns a part of the image as it would have been recorded [DN].
   *
   * @param region the part, which begins at even places
   */
  RawImage recorded(Region region) {
    return image.recorded().of(recording, region);
  }

  /** Returns a mosaic after some of its stages. */
  RawImage mosaic(RawImage normalised, int frame) {
    RawImage mosaic = normalised;
    for (MosaicStage stage : isp.mosaic().subList(0, frame)) {
      mosaic = stage.apply(mosaic);
    }
    return mosaic;
  }

  /** Returns whether a part of the picture needs no more than its surroundings. */
  boolean isLocal() {
    return isp.layer().isEmpty()
        && Stream.concat(isp.mosaic().stream(), isp.rendering().colour().stream())
            .noneMatch(LightPath::needsAll);
  }

  private static boolean needsAll(Stage<? extends Frame, ? extends Frame> stage) {
    return switch (stage) {
      case FlatField _, DefectCorrection _, FftDenoising _, TvBregman _, TvChambolle _ -> true;
      case Bilateral filter -> filter.sigmaValue().isEmpty();
      case RgbFilter(LumaStage filter) -> needsAll(filter);
      default -> false;
    };
  }

  /** Returns how far the surroundings reach that a part of the picture needs [px]. */
  int reach() {
    return DEMOSAICING + isp.rendering().colour().stream().mapToInt(LightPath::reach).sum();
  }

  private static int reach(ColourStage stage) {
    return switch (stage) {
      case GaussianDenoising filter -> reach(filter.sigma());
      case UnsharpMasking filter -> reach(filter.radius());
      case Bilateral filter -> reach(filter.sigmaSpace());
      case MedianDenoising filter -> filter.size();
      case LumaConvolution filter -> filter.kernel().side();
      case RgbFilter(LumaStage filter) -> reach(filter);
      default -> 1;
    };
  }

  private static int reach(double sigma) {
    return 1 + (int) Math.ceil(DEVIATIONS * sigma);
  }
}
