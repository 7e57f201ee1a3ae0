package dev.rawline.learning.datamodel;

import dev.rawline.imaging.frame.Calibration;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Frame;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.learning.engine.Tensor;
import dev.rawline.learning.model.NetworkParameters;
import dev.rawline.learning.onnx.DigitalScale;
import dev.rawline.learning.sample.PreparedSample;
import java.util.List;

/**
 * Mosaic of digital numbers → itself, for a model whose file contains the processing of its camera.
 *
 * <p>It has no gradient, and only takes mosaics of that camera: of its layout and its levels.
 */
public final class MosaicModel implements DataModel {
  private final String file;
  private final Cfa cfa;
  private final DigitalScale scale;
  private final boolean ofLevels;
  private final NetworkParameters parameters = new NetworkParameters();

  /**
   * Takes mosaics of one camera.
   *
   * @param file the name of the model's file, for messages
   * @param cfa their layout
   * @param scale their scale
   * @param ofLevels whether the scale is that of black and white level, rather than full scale
   */
  public MosaicModel(String file, Cfa cfa, DigitalScale scale, boolean ofLevels) {
    this.file = file;
    this.cfa = cfa;
    this.scale = scale;
    this.ofLevels = ofLevels;
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
      requireCamera(samples.get(i).id(), mosaics.get(i));
      System.arraycopy(mosaics.get(i).samples(), 0, all, i * area, area);
    }
    return Tensor.of(
        all, mosaics.size(), 1, mosaics.getFirst().height(), mosaics.getFirst().width());
  }

  private void requireCamera(String id, RawImage mosaic) {
    if (mosaic.cfa() != cfa) {
      throw new IllegalArgumentException(
          "sample %s is a mosaic of the layout %s, but %s expects %s: give raw files of its camera, or export the model --like one of these"
              .formatted(id, mosaic.cfa(), file, cfa));
    }
    Calibration known = mosaic.calibration();
    DigitalScale own =
        ofLevels
            ? new DigitalScale(
                known.blackLevel().map(level -> level.value()).orElse(scale.black()),
                known.whiteLevel().map(level -> level.value()).orElse(scale.white()))
            : new DigitalScale(scale.black(), known.fullScale());
    if (!own.equals(scale)) {
      throw new IllegalArgumentException(
          "sample %s has digital numbers from %s to %s DN, but %s expects %s to %s DN: give raw files of its camera, or export the model --like one of these"
              .formatted(id, own.black(), own.white(), file, scale.black(), scale.white()));
    }
  }

  @Override
  public Tensor shown(Tensor pictures) {
    return pictures.times(1 / scale.white());
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
