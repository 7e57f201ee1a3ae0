package dev.rawline.learning.datamodel;

import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.camera.IspBatch;
import dev.rawline.imaging.frame.Frame;
import dev.rawline.imaging.frame.Picture;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.learning.engine.Tensor;
import dev.rawline.learning.sample.PreparedSample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The forward and backward pass of batches through one chain of stages, with a θ for each sample if
 * necessary. Memory is kept from step to step, as long as the batches are as large.
 */
final class ChainBatch {
  private final Isp isp;
  private IspBatch batch;
  private List<RawImage> mosaics = List.of();
  private List<double[]> thetas = List.of();
  private float[] pictures = {};
  private float[] cotangents = {};
  private float[] ofMosaics = {};

  /** The same for one sample of a batch in which each has its own θ. */
  private float[] picture = {};

  private float[] ofMosaic = {};

  ChainBatch(Isp isp) {
    this.isp = isp;
    batch = new IspBatch(isp);
  }

  /** Sets the number of threads, which does not change results. */
  void useThreads(int threads) {
    batch = new IspBatch(isp, threads);
  }

  /** Receives the gradient by the θ that one or more samples were rendered with. */
  interface ThetaSink {

    /**
     * Takes a gradient.
     *
     * @param sample the number of the sample; the first one, if all share their θ
     * @param ofTheta ∂L/∂θ, in reused memory
     */
    void accept(int sample, double[] ofTheta);
  }

  /**
   * Renders samples.
   *
   * @param numbers θ of each sample; the same array for all where they share it
   */
  Tensor forward(List<PreparedSample> samples, List<double[]> numbers) {
    mosaics = MosaicBatch.of(samples);
    thetas = List.copyOf(numbers);
    int area = mosaics.getFirst().width() * mosaics.getFirst().height();
    int each = Picture.CHANNELS * area;
    pictures = sized(pictures, each * mosaics.size());
    if (isShared()) {
      batch.set(thetas.getFirst());
      batch.forward(mosaics, pictures);
    } else {
      picture = sized(picture, each);
      for (int i = 0; i < mosaics.size(); i++) {
        batch.set(thetas.get(i));
        batch.forward(List.of(mosaics.get(i)), picture);
        System.arraycopy(picture, 0, pictures, i * each, each);
      }
    }
    return Tensor.of(
        pictures,
        mosaics.size(),
        Picture.CHANNELS,
        mosaics.getFirst().height(),
        mosaics.getFirst().width());
  }

  /**
   * Carries the gradient by the pictures of the last batch back.
   *
   * @param rendered what {@link #forward} returned
   */
  void backward(Tensor rendered, ThetaSink sink) {
    cotangents = sized(cotangents, pictures.length);
    rendered.gradient().orElseThrow(MosaicBatch::noGradient).copyTo(cotangents);
    int each = cotangents.length / mosaics.size();
    int area = each / Picture.CHANNELS;
    ofMosaics = sized(ofMosaics, area * mosaics.size());
    double[] ofTheta = new double[thetas.getFirst().length];
    if (isShared()) {
      batch.set(thetas.getFirst());
      batch.backward(mosaics, cotangents, ofTheta, ofMosaics);
      sink.accept(0, ofTheta);
      return;
    }
    picture = sized(picture, each);
    ofMosaic = sized(ofMosaic, area);
    for (int i = 0; i < mosaics.size(); i++) {
      batch.set(thetas.get(i));
      System.arraycopy(cotangents, i * each, picture, 0, each);
      batch.backward(List.of(mosaics.get(i)), picture, ofTheta, ofMosaic);
      System.arraycopy(ofMosaic, 0, ofMosaics, i * area, area);
      sink.accept(i, ofTheta);
    }
  }

  /** Carries the gradient back; returns that by the θ of each sample, summed over the samples. */
  double[] backward(Tensor rendered) {
    double[] sum = new double[thetas.getFirst().length];
    backward(rendered, (_, ofTheta) -> Arrays.setAll(sum, i -> sum[i] + ofTheta[i]));
    return sum;
  }

  /** Returns the gradients by the mosaics that {@link #backward} has computed. */
  List<Frame> mosaicGradients() {
    List<Frame> gradients = new ArrayList<>();
    int area = ofMosaics.length / mosaics.size();
    for (int i = 0; i < mosaics.size(); i++) {
      RawImage mosaic = mosaics.get(i);
      gradients.add(
          mosaic.with(mosaic.unit(), Arrays.copyOfRange(ofMosaics, i * area, (i + 1) * area)));
    }
    return gradients;
  }

  private boolean isShared() {
    return thetas.stream().allMatch(theta -> Arrays.equals(theta, thetas.getFirst()));
  }

  private static float[] sized(float[] array, int length) {
    return array.length == length ? array : new float[length];
  }
}
