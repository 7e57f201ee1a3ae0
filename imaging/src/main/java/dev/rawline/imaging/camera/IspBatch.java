package dev.rawline.imaging.camera;

import dev.rawline.imaging.chain.Gradient;
import dev.rawline.imaging.frame.MosaicSource;
import dev.rawline.imaging.frame.Picture;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.SampleMemory;
import dev.rawline.imaging.frame.View;
import dev.rawline.imaging.isp.fast.BatchEngine;
import dev.rawline.imaging.numeric.Parallel;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Batches of raw images through one chain forward and backward, as training needs it.
 *
 * <p>B normalised mosaics of H×W pixels become B views in one buffer of B · 3 · H · W samples in
 * the order (image, channel, row, column). The mosaics of a batch have one size; their colour
 * layouts may differ. The gradient of θ is summed over the batch in double precision, image by
 * image in their order, so that the same batch gives the same bits on any number of threads.
 *
 * <p>An instance is used by one thread at a time, and uses several threads itself.
 */
public final class IspBatch {
  private final int threads;
  private final double[] theta;

  /** The number of parameters of θ before those of the layer. */
  private final int beforeLayer;

  /** The gradient with respect to these parameters. */
  private final double[] ofChain;

  /** Runs everything except the layer, if it supports a chain of these stages. */
  private final Optional<BatchEngine> engine;

  /** Whether the engine is accurate enough for the current parameter values. */
  private boolean served;

  /** The chain with the parameter values of the last call of {@link #isp()}. */
  private Isp isp;

  /** Prepares a chain for batches, on all cores. */
  public IspBatch(Isp isp) {
    this(isp, Runtime.getRuntime().availableProcessors());
  }

  /**
   * Prepares a chain for batches.
   *
   * @param threads the number of threads, at least 1
   * @throws IllegalArgumentException if threads is below 1
   */
  public IspBatch(Isp isp, int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("expected at least 1 thread, got " + threads);
    }
    this.isp = isp;
    this.threads = threads;
    theta = isp.theta().vector();
    beforeLayer = theta.length - isp.layer().map(layer -> layer.values().length).orElse(0);
    ofChain = new double[beforeLayer];
    engine = BatchEngine.of(isp.mosaic(), isp.rendering(), threads);
    set(theta);
  }

  /** Returns the chain with its current parameter values. */
  public Isp isp() {
    isp = isp.with(isp.theta().with(theta));
    return isp;
  }

  /**
   * Sets the parameter values of the chain, in the order of {@link Isp#theta}.
   *
   * @throws IllegalArgumentException if their number is not that of θ, one is not finite, or a
   *     stage rejects one; the values then stay unchanged
   */
  public void set(double[] newTheta) {
    if (newTheta.length != theta.length) {
      throw new IllegalArgumentException(
          "θ has %d numbers, got %d".formatted(theta.length, newTheta.length));
    }
    for (int i = 0; i < newTheta.length; i++) {
      if (!Double.isFinite(newTheta[i])) {
        throw new IllegalArgumentException(
            "%s is %s: expected a finite number".formatted(isp.theta().name(i), newTheta[i]));
      }
    }
    if (engine.isPresent()) {
      served = engine.get().set(Arrays.copyOf(newTheta, beforeLayer));
    } else {
      isp = isp.with(isp.theta().with(newTheta));
    }
    System.arraycopy(newTheta, 0, theta, 0, theta.length);
  }

  /**
   * Renders a batch.
   *
   * @param raws B normalised mosaics of one size
   * @param views the B views, B · 3 · H · W samples
   * @throws IllegalArgumentException if the sizes do not fit or a mosaic is not normalised
   */
  public void forward(List<RawImage> raws, float[] views) {
    require("views", views.length, (long) Picture.CHANNELS * area(raws) * raws.size());
    forward(sources(raws), () -> raws, SampleMemory.of(views));
  }

  /**
   * Renders a batch in place, reading and writing the memory of another program.
   *
   * @param raws B mosaics
   * @param views the B views, B · 3 · H · W float32, accessible to any thread
   * @throws IllegalArgumentException if the sizes do not fit
   */
  public void forward(MosaicBatch raws, MemorySegment views) {
    forward(raws.sources(), raws::copies, memory("views", views, raws, Picture.CHANNELS));
  }

  private void forward(
      List<MosaicSource> sources, Supplier<List<RawImage>> raws, SampleMemory views) {
    int samples = Picture.CHANNELS * area(sources.getFirst());
    requireLayer(sources.getFirst());
    if (isSupported(sources)) {
      engine.get().forward(sources, views);
      addLayer(views, samples * sources.size(), samples);
    } else {
      Isp defined = isp();
      List<RawImage> images = raws.get();
      Parallel.forEach(
          threads,
          images.size(),
          image ->
              views.write(defined.apply(images.get(image)).samples(), 0, image * samples, samples));
    }
  }

  private void addLayer(SampleMemory views, int count, int samples) {
    if (isp.layer().isPresent()) {
      for (int view = 0; view < count; view += samples) {
        for (int i = 0; i < samples; i++) {
          views.set(view + i, views.get(view + i) + (float) theta[beforeLayer + i]);
        }
      }
    }
  }

  /**
   * Propagates the gradient of a loss back from the views of a batch.
   *
   * @param raws the mosaics that {@link #forward} was given
   * @param cotangents ∂L/∂view, B · 3 · H · W samples
   * @param ofTheta receives ∂L/∂θ in the order of {@link Isp#theta}, overwriting its content
   * @param ofMosaics receives ∂L/∂raw, B · H · W samples, overwriting its content
   * @throws IllegalArgumentException if the sizes do not fit or a mosaic is not normalised
   */
  public void backward(
      List<RawImage> raws, float[] cotangents, double[] ofTheta, float[] ofMosaics) {
    long area = (long) area(raws) * raws.size();
    require("cotangents", cotangents.length, Picture.CHANNELS * area);
    require("the gradients of mosaics", ofMosaics.length, area);
    backward(
        sources(raws),
        () -> raws,
        SampleMemory.of(cotangents),
        ofTheta,
        SampleMemory.of(ofMosaics));
  }

  /**
   * Propagates the gradient of a loss back in place.
   *
   * @param raws the mosaics that {@link #forward} was given
   * @param cotangents ∂L/∂view, B · 3 · H · W float32, accessible to any thread
   * @param ofTheta receives ∂L/∂θ in the order of {@link Isp#theta}, overwriting its content
   * @param ofMosaics receives ∂L/∂raw, B · H · W float32; empty if nobody wants it
   * @throws IllegalArgumentException if the sizes do not fit
   */
  public void backward(
      MosaicBatch raws,
      MemorySegment cotangents,
      double[] ofTheta,
      Optional<MemorySegment> ofMosaics) {
    backward(
        raws.sources(),
        raws::copies,
        memory("cotangents", cotangents, raws, Picture.CHANNELS),
        ofTheta,
        ofMosaics
            .map(gradients -> memory("the gradients of mosaics", gradients, raws, 1))
            .orElseGet(SampleMemory::none));
  }

  private void backward(
      List<MosaicSource> sources,
      Supplier<List<RawImage>> raws,
      SampleMemory cotangents,
      double[] ofTheta,
      SampleMemory ofMosaics) {
    int samples = Picture.CHANNELS * area(sources.getFirst());
    requireLayer(sources.getFirst());
    require("the gradient of θ", ofTheta.length, theta.length);
    if (isSupported(sources)) {
      engine.get().backward(sources, cotangents, ofChain, ofMosaics);
      System.arraycopy(ofChain, 0, ofTheta, 0, ofChain.length);
      sumLayer(cotangents, samples * sources.size(), samples, ofTheta);
    } else {
      backwardByDefinition(raws.get(), cotangents, ofTheta, ofMosaics);
    }
  }

  private void sumLayer(SampleMemory cotangents, int count, int samples, double[] ofTheta) {
    if (isp.layer().isPresent()) {
      Arrays.fill(ofTheta, beforeLayer, ofTheta.length, 0);
      for (int view = 0; view < count; view += samples) {
        for (int i = 0; i < samples; i++) {
          ofTheta[beforeLayer + i] += cotangents.get(view + i);
        }
      }
    }
  }

  private void backwardByDefinition(
      List<RawImage> raws, SampleMemory cotangents, double[] ofTheta, SampleMemory ofMosaics) {
    Isp defined = isp();
    double[][] gradients = new double[raws.size()][];
    Parallel.forEach(
        threads,
        raws.size(),
        image -> {
          RawImage raw = raws.get(image);
          int area = raw.height() * raw.width();
          float[] cotangent = new float[Picture.CHANNELS * area];
          cotangents.read(image * cotangent.length, cotangent, 0, cotangent.length);
          Gradient<RawImage> gradient =
              defined.pull(raw).back(new View(raw.width(), raw.height(), cotangent));
          gradients[image] = gradient.parameters();
          ofMosaics.write(gradient.input().samples(), 0, image * area, area);
        });
    Arrays.fill(ofTheta, 0);
    for (double[] gradient : gradients) {
      for (int i = 0; i < ofTheta.length; i++) {
        ofTheta[i] += gradient[i];
      }
    }
  }

  /**
   * Returns whether the engine can run: on mosaics of colours, whose reflection needs at least two
   * pixels a side, or on monochrome images if it takes them.
   */
  private boolean isSupported(List<MosaicSource> raws) {
    long mosaics = raws.stream().filter(raw -> raw.cfa().hasFilters()).count();
    return served
        && raws.getFirst().width() > 1
        && raws.getFirst().height() > 1
        && (mosaics == raws.size() || (mosaics == 0 && engine.get().takesMonochrome()));
  }

  private void requireLayer(MosaicSource raw) {
    isp.layer().ifPresent(layer -> layer.requireSize(raw.width(), raw.height()));
  }

  private static List<MosaicSource> sources(List<RawImage> raws) {
    return raws.stream().map(MosaicSource::of).toList();
  }

  private static int area(MosaicSource mosaic) {
    return mosaic.width() * mosaic.height();
  }

  private static SampleMemory memory(
      String what, MemorySegment memory, MosaicBatch raws, int channels) {
    require(
        what, memory.byteSize() / Float.BYTES, channels * raws.samples().byteSize() / Float.BYTES);
    return SampleMemory.of(memory);
  }

  private static int area(List<RawImage> raws) {
    if (raws.isEmpty()) {
      throw new IllegalArgumentException("a batch has at least one mosaic, got none");
    }
    RawImage first = raws.getFirst();
    for (RawImage raw : raws) {
      Isp.requireNormalised(raw);
      if (raw.width() != first.width() || raw.height() != first.height()) {
        throw new IllegalArgumentException(
            "the mosaics of a batch have one size, got %d×%d and %d×%d: crop them"
                .formatted(first.width(), first.height(), raw.width(), raw.height()));
      }
    }
    return first.height() * first.width();
  }

  static void require(String what, long length, long expected) {
    if (length != expected) {
      throw new IllegalArgumentException(
          "%s: expected room for %d numbers, got %d".formatted(what, expected, length));
    }
  }
}
