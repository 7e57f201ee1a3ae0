package dev.rawline.python;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.camera.IspBatch;
import dev.rawline.imaging.frame.Picture;
import java.lang.foreign.MemorySegment;

/** Renders images of Python's memory, by way of arrays that are used again; one call at a time. */
final class BatchRenderer {
  private final IspBatch batch;
  private final double[] ofTheta;
  private float[] samples = {};
  private float[] views = {};
  private float[] ofRaws = {};

  BatchRenderer(Isp isp, int threads) {
    batch = new IspBatch(isp, threads);
    ofTheta = new double[isp.theta().size()];
  }

  void set(double[] theta) {
    batch.set(theta);
  }

  /** Writes the views behind those of the images before the first. */
  void forward(Mosaics raws, int first, MemorySegment into) {
    fit(raws);
    batch.forward(raws.read(samples), views);
    MemorySegment.copy(
        views, 0, part(into, raws, first, Picture.CHANNELS), JAVA_FLOAT, 0, views.length);
  }

  /** Returns ∂L/∂θ, and writes ∂L/∂raw where it is wanted. */
  double[] backward(Mosaics raws, int first, MemorySegment cotangents, MemorySegment into) {
    fit(raws);
    MemorySegment.copy(
        part(cotangents, raws, first, Picture.CHANNELS), JAVA_FLOAT, 0, views, 0, views.length);
    batch.backward(raws.read(samples), views, ofTheta, ofRaws);
    if (into.address() != 0) {
      MemorySegment.copy(ofRaws, 0, part(into, raws, first, 1), JAVA_FLOAT, 0, ofRaws.length);
    }
    return ofTheta.clone();
  }

  private void fit(Mosaics raws) {
    int count = Math.toIntExact(raws.bytes(Picture.CHANNELS) / Float.BYTES);
    if (views.length != count) {
      views = new float[count];
      samples = new float[count / Picture.CHANNELS];
      ofRaws = new float[count / Picture.CHANNELS];
    }
  }

  private static MemorySegment part(MemorySegment all, Mosaics raws, int first, int channels) {
    long each = raws.bytes(channels);
    return PythonMemory.at(all.address() + first * (each / raws.images()), each);
  }
}
