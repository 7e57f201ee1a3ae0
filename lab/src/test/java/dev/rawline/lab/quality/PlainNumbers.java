package dev.rawline.lab.quality;

import dev.rawline.imaging.frame.Colour;
import dev.rawline.imaging.frame.RawImage;
import java.util.ArrayList;
import java.util.List;

/**
 * What can be measured without knowledge of the sensor: the mean of each channel and its contrast,
 * the standard deviation of its pixels.
 *
 * @param values red's mean and contrast, green's, blue's, or those of a monochrome image [DN]
 */
record PlainNumbers(List<Double> values) {
  static PlainNumbers of(RawImage image) {
    int channels = Colour.values().length;
    double[] sums = new double[channels];
    double[] squares = new double[channels];
    int[] counts = new int[channels];
    float[] samples = image.samples();
    for (int i = 0; i < samples.length; i++) {
      int channel = image.cfa().colourAt(i / image.width(), i % image.width()).plane();
      sums[channel] += samples[i];
      squares[channel] += (double) samples[i] * samples[i];
      counts[channel]++;
    }
    List<Double> values = new ArrayList<>();
    for (int channel = 0; channel < channels; channel++) {
      if (counts[channel] == 0) {
        continue; // a monochrome image has one channel
      }
      double mean = sums[channel] / counts[channel];
      values.add(mean);
      values.add(Math.sqrt(Math.max(0, squares[channel] / counts[channel] - mean * mean)));
    }
    return new PlainNumbers(List.copyOf(values));
  }
}
