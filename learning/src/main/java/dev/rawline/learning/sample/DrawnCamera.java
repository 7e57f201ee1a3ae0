package dev.rawline.learning.sample;

import dev.rawline.data.file.JsonRecords;
import dev.rawline.imaging.frame.Matrix3;
import dev.rawline.imaging.frame.Rgb;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/**
 * The camera that was drawn for one sample: what {@link CameraRanges} leave out is as it was.
 *
 * @param light the share of the light that it got, above 0, at most 1
 * @param gain what its signal was multiplied by before it was converted, above 0
 * @param readNoise the standard deviation of its samples in the dark [e⁻]
 * @param blur the standard deviation of the blur that was added [px of the mosaic]
 * @param defocus the diameter of the disc that a point out of focus became [px of the mosaic]
 * @param bits the bits of its converter
 * @param sampling how many times as far apart its pixels were, 1, 3, 5 …
 * @param whiteBalance what each colour's gain was multiplied by
 * @param colourMatrix what was added to the colour matrix; its rows sum to 0
 * @param gamma what γ was multiplied by
 * @param blackLevel what was added to the black level, normalised
 */
public record DrawnCamera(
    Optional<Double> light,
    Optional<Double> gain,
    Optional<Double> readNoise,
    Optional<Double> blur,
    Optional<Double> defocus,
    Optional<Integer> bits,
    Optional<Integer> sampling,
    Optional<Rgb> whiteBalance,
    Optional<Matrix3> colourMatrix,
    Optional<Double> gamma,
    Optional<Double> blackLevel) {

  /** Returns whether the mosaic itself was recaptured. */
  public boolean changesMosaic() {
    return Stream.of(light, gain, readNoise, blur, defocus, bits, sampling)
        .anyMatch(Optional::isPresent);
  }

  /** Returns whether the chain has other numbers for this sample. */
  public boolean changesTheta() {
    return Stream.of(whiteBalance, colourMatrix, gamma, blackLevel).anyMatch(Optional::isPresent);
  }

  /** Returns what was drawn, by name, as in a report: numbers and lists of numbers. */
  public SequencedMap<String, Object> toMap() {
    SequencedMap<String, Object> map = new LinkedHashMap<>(JsonRecords.values(this));
    map.values().removeIf(Objects::isNull);
    whiteBalance.ifPresent(
        gains -> map.put("white_balance", List.of(gains.red(), gains.green(), gains.blue())));
    colourMatrix.ifPresent(matrix -> map.put("colour_matrix", matrix.rows()));
    return map;
  }
}
