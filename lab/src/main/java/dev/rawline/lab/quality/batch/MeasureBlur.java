package dev.rawline.lab.quality.batch;

import dev.rawline.data.set.Sample;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.inspection.Inspector;
import dev.rawline.imaging.inspection.Quantity;
import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.imaging.numeric.Parallel;
import dev.rawline.imaging.random.Seed;
import dev.rawline.imaging.sensor.recapture.Readout;
import dev.rawline.imaging.sensor.recapture.Recapture;
import dev.rawline.imaging.sensor.recapture.TargetCamera;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/**
 * Images × their sensor's read-out → by how much the means of quantities move when the lens becomes
 * less sharp: each image is recaptured with a blur before the noise, and measured again.
 *
 * <p>An optical blur does not touch noise and electronics: quantities of those are taken not to
 * move. What is left of the source's noise after blurring is topped up ({@link Recapture}).
 *
 * @param inspector what measures one image
 * @param readout how the camera stores samples
 * @param threads the most threads at work at once
 * @param seed what noise is drawn from
 */
public record MeasureBlur(Inspector inspector, Readout readout, int threads, long seed) {
  /** Blurs between a tenth of a pixel's worth of change and one that everybody sees [px]. */
  private static final List<Double> SIGMAS = List.of(0.5, 1.0, 1.5, 2.2, 3.2);

  private static final Set<Quantity> MOVED =
      EnumSet.of(
          Quantity.RED_05,
          Quantity.RED_50,
          Quantity.RED_95,
          Quantity.GREEN_05,
          Quantity.GREEN_50,
          Quantity.GREEN_95,
          Quantity.BLUE_05,
          Quantity.BLUE_50,
          Quantity.BLUE_95,
          Quantity.LEVEL_05,
          Quantity.LEVEL_50,
          Quantity.LEVEL_95,
          Quantity.BLACK_LEVEL,
          Quantity.EDGE_WIDTH,
          Quantity.SPECTRUM_SLOPE);

  /**
   * Returns the mean shift of each quantity, by the standard deviation of the blur [px].
   *
   * @param samples whose images are recaptured; so many are in memory as threads are at work
   * @param usual what was measured on each as it is
   * @throws IOException if one cannot be read; the message states which and why
   */
  public SequencedMap<Double, Map<Quantity, Double>> shifts(
      List<Sample> samples, List<InspectedImage> usual) throws IOException {
    List<List<Map<Quantity, Double>>> moved = moved(samples, usual);
    SequencedMap<Double, Map<Quantity, Double>> shifts = new LinkedHashMap<>();
    for (int k = 0; k < SIGMAS.size(); k++) {
      Map<Quantity, Double> mean = new EnumMap<>(Quantity.class);
      for (Quantity quantity : MOVED) {
        double sum = 0;
        int both = 0;
        for (List<Map<Quantity, Double>> ofImage : moved) {
          Double shift = ofImage.get(k).get(quantity);
          if (shift != null) {
            sum += shift;
            both++;
          }
        }
        if (both > 0) {
          mean.put(quantity, sum / both);
        }
      }
      shifts.put(SIGMAS.get(k), mean);
    }
    return shifts;
  }

  /** Returns image by image by how much each blur moves each quantity that it has both times. */
  private List<List<Map<Quantity, Double>>> moved(List<Sample> samples, List<InspectedImage> usual)
      throws IOException {
    List<List<Map<Quantity, Double>>> moved =
        new ArrayList<>(Collections.nCopies(samples.size(), List.of()));
    Parallel.forEachFile(
        threads,
        samples.size(),
        i -> {
          List<Map<Quantity, Double>> ofImage =
              moved(i, MeasureBatch.read(samples.get(i)), usual.get(i));
          synchronized (moved) {
            moved.set(i, ofImage);
          }
        });
    return moved;
  }

  private List<Map<Quantity, Double>> moved(
      int i, MeasureBatch.RawFrame recorded, InspectedImage usual) {
    RawImage image = recorded.image();
    // A blurred scene does not show masked pixels: both times the black level is the scene's.
    Map<Quantity, Estimate> sharp =
        recorded.opticalBlack().isEmpty()
            ? usual.inspection().values()
            : inspector.inspect(image).values();
    List<Map<Quantity, Double>> moved = new ArrayList<>();
    for (double sigma : SIGMAS) {
      RawImage less =
          recapture(sigma, image.cfa())
              .chain(new Seed(seed, "blur " + sigma + " of " + i))
              .apply(image);
      Map<Quantity, Estimate> blurred = inspector.inspect(less).values();
      Map<Quantity, Double> shifts = new EnumMap<>(Quantity.class);
      for (Quantity quantity : MOVED) {
        if (sharp.containsKey(quantity) && blurred.containsKey(quantity)) {
          shifts.put(quantity, blurred.get(quantity).value() - sharp.get(quantity).value());
        }
      }
      moved.add(shifts);
    }
    return moved;
  }

  private Recapture recapture(double sigma, Cfa cfa) {
    return new Recapture(
        readout,
        0,
        new TargetCamera(sigma, readout.darkNoise() / readout.gain(), 1, readout.bits(), 1),
        cfa);
  }
}
