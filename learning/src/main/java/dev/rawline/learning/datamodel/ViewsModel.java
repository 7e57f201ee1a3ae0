package dev.rawline.learning.datamodel;

import dev.rawline.imaging.frame.Frame;
import dev.rawline.imaging.frame.Picture;
import dev.rawline.imaging.frame.View;
import dev.rawline.learning.engine.Tensor;
import dev.rawline.learning.model.NetworkParameters;
import dev.rawline.learning.sample.PreparedSample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** View → picture: data sets that are processed already pass as they are. */
public final class ViewsModel implements DataModel {
  private final NetworkParameters parameters = new NetworkParameters();
  private float[] samples = {};

  /** Passes views on. */
  public ViewsModel() {}

  @Override
  public String word() {
    return "views";
  }

  @Override
  public Tensor forward(List<PreparedSample> batch, boolean training) {
    MosaicBatch.requireSome(batch);
    Frame first = batch.getFirst().frame();
    for (PreparedSample sample : batch) {
      if (!(sample.frame() instanceof View)) {
        throw new IllegalArgumentException(
            "sample %s is raw, but the data model 'views' expects processed images: choose static, parametrized, neural or none"
                .formatted(sample.id()));
      }
    }
    MosaicBatch.requireOneSize(batch);
    int each = first.samples().length;
    if (samples.length != batch.size() * each) {
      samples = new float[batch.size() * each];
    }
    for (int i = 0; i < batch.size(); i++) {
      System.arraycopy(batch.get(i).frame().samples(), 0, samples, i * each, each);
    }
    return Tensor.of(samples, batch.size(), Picture.CHANNELS, first.height(), first.width());
  }

  @Override
  public List<Frame> gradients(Tensor pictures) {
    float[] all = pictures.gradient().orElseThrow(MosaicBatch::noGradient).toArray();
    int each = Math.toIntExact(all.length / pictures.size(0));
    List<Frame> gradients = new ArrayList<>();
    for (int from = 0; from < all.length; from += each) {
      gradients.add(
          new View(
              Math.toIntExact(pictures.size(3)),
              Math.toIntExact(pictures.size(2)),
              Arrays.copyOfRange(all, from, from + each)));
    }
    return gradients;
  }

  @Override
  public NetworkParameters parameters() {
    return parameters;
  }
}
