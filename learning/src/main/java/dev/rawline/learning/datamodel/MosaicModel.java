package dev.rawline.learning.datamodel;

import dev.rawline.imaging.frame.Calibration;
import dev.rawline.imaging.frame.Frame;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.SourcedValue;
import dev.rawline.learning.engine.Tensor;
import dev.rawline.learning.model.NetworkParameters;
import dev.rawline.learning.onnx.DigitalScale;
import dev.rawline.learning.onnx.MosaicFormat;
import dev.rawline.learning.sample.PreparedSample;
import java.util.List;

/**
 * Mosaic of digital numbers → itself, for a model whose file contains the processing of its camera.
 *
 * <p>It has no gradient, and only takes mosaics of that camera: of its layout and its levels.
 */
public final class MosaicModel implements DataModel {
  private final String file;
  private final MosaicFormat format;
  private final NetworkParameters parameters = new NetworkParameters();

  /**
   * Takes mosaics of one camera.
   *
   * @param file the name of the model's file, for messages
   * @param format the mosaics that the file takes
   */
  public MosaicModel(String file, MosaicFormat format) {
    this.file = file;
    this.format = format;
  }

  @Override
  public String word() {
    return "mosaic";
  }

  @Override
  public int channels() {
    return 1;
  }

  @Override
  public Tensor forward(List<PreparedSample> samples, boolean training) {
    List<RawImage> mosaics = MosaicBatch.of(samples);
    int area = mosaics.getFirst().samples().length;
    float[] all = new float[mosaics.size() * area];
    for (int i = 0; i < mosaics.size(); i++) {
      requireFormat(samples.get(i).id(), mosaics.get(i));
      System.arraycopy(mosaics.get(i).samples(), 0, all, i * area, area);
    }
    return Tensor.of(
        all, mosaics.size(), 1, mosaics.getFirst().height(), mosaics.getFirst().width());
  }

  private void requireFormat(String id, RawImage mosaic) {
    if (mosaic.cfa() != format.cfa()) {
      throw new IllegalArgumentException(
          "sample %s is a mosaic of the layout %s, but %s expects %s: give raw files of its camera, or export the model --like one of these"
              .formatted(id, mosaic.cfa(), file, format.cfa()));
    }
    DigitalScale scale = format.scale();
    DigitalScale own = scale(mosaic.calibration());
    if (!own.equals(scale)) {
      throw new IllegalArgumentException(
          "sample %s has digital numbers from %s to %s DN, but %s expects %s to %s DN: give raw files of its camera, or export the model --like one of these"
              .formatted(id, own.black(), own.white(), file, scale.black(), scale.white()));
    }
    if (Math.min(mosaic.width(), mosaic.height()) < format.smallestSide()
        || mosaic.width() % format.multiple() != 0
        || mosaic.height() % format.multiple() != 0) {
      throw new IllegalArgumentException(
          "sample %s has %d×%d pixels, but %s expects sides from %d px on%s: crop or tile the frames"
              .formatted(
                  id,
                  mosaic.width(),
                  mosaic.height(),
                  file,
                  format.smallestSide(),
                  format.multiple() == 1
                      ? ""
                      : " that are multiples of %d px".formatted(format.multiple())));
    }
  }

  /** Returns the scale of a recording; levels that it does not state are those of the file. */
  private DigitalScale scale(Calibration known) {
    DigitalScale scale = format.scale();
    return format.ofLevels()
        ? new DigitalScale(
            known.blackLevel().map(SourcedValue::value).orElse(scale.black()),
            known.whiteLevel().map(SourcedValue::value).orElse(scale.white()))
        : new DigitalScale(scale.black(), known.fullScale());
  }

  @Override
  public Tensor shown(Tensor pictures) {
    return pictures.times(1 / format.scale().white());
  }

  /**
   * Refuses.
   *
   * @throws IllegalStateException always: the file of the model has no gradient
   */
  @Override
  public List<Frame> gradients(Tensor pictures) {
    throw new IllegalStateException("a model file that contains its camera has no gradient");
  }

  @Override
  public NetworkParameters parameters() {
    return parameters;
  }
}
