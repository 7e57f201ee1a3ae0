package dev.rawline.imaging.isp.fast;

import dev.rawline.imaging.frame.MosaicSource;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.SampleMemory;
import java.util.List;

/** A batch of raw images through an engine, into arrays. */
record ArrayBatch(BatchEngine engine, List<RawImage> raws) {
  void forward(float[] views) {
    engine.forward(sources(), SampleMemory.of(views));
  }

  void backward(float[] viewGradients, double[] thetaGradient, float[] rawGradients) {
    engine.backward(
        sources(), SampleMemory.of(viewGradients), thetaGradient, SampleMemory.of(rawGradients));
  }

  private List<MosaicSource> sources() {
    return raws.stream().map(MosaicSource::of).toList();
  }
}
