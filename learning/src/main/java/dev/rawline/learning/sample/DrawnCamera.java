package dev.rawline.learning.sample;

import dev.rawline.data.file.JsonRecords;
import dev.rawline.data.yaml.YamlNames;
import dev.rawline.imaging.frame.Matrix3;
import dev.rawline.imaging.frame.Rgb;
import dev.rawline.imaging.sensor.recapture.Binning;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/**
 * The camera that was drawn for one sample: what {@link CameraRanges} leave out is as it was.
 *
 * @param light its share of the light, above 0, at most 1
 * @param gain the factor of its signal before conversion, above 0
 * @param readNoise the standard deviation of its samples in the dark [e⁻]
 * @param blur the standard deviation of its additional blur [px of the mosaic]
 * @param defocus the diameter of its disc of defocus [px of the mosaic]
 * @param bits the bits of its converter
 * @param sampling the factor of the distance between its pixels, 1, 3, 5 …
 * @param whiteBalance the factor of each colour's gain
 * @param colourMatrix the change of the colour matrix; its rows sum to 0
 * @param gamma the factor of γ
 * @param blackLevel the offset of the black level, normalised
 * @param binning how its pixels are joined after conversion
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
    Optional<Double> blackLevel,
    Optional<Binning> binning) {

  /** Returns whether the mosaic itself was recaptured. */
  public boolean changesMosaic() {
    return Stream.of(light, gain, readNoise, blur, defocus, bits, sampling, binning)
        .anyMatch(Optional::isPresent);
  }

  /** Returns whether the chain has other numbers for this sample. */
  public boolean changesTheta() {
    return Stream.of(whiteBalance, colourMatrix, gamma, blackLevel).anyMatch(Optional::isPresent);
  }

  /** Returns the draw by name, for reports: numbers and lists of numbers. */
  public SequencedMap<String, Object> toMap() {
    SequencedMap<String, Object> map = new LinkedHashMap<>(JsonRecords.values(this));
    map.values().removeIf(Objects::isNull);
    whiteBalance.ifPresent(
        gains -> map.put("white_balance", List.of(gains.red(), gains.green(), gains.blue())));
    binning.ifPresent(mode -> map.put("binning", YamlNames.of(mode)));
    colourMatrix.ifPresent(matrix -> map.put("colour_matrix", matrix.rows()));
    return map;
  }
}
