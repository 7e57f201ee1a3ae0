package dev.rawline.studio.collection;

import dev.rawline.data.yaml.YamlNames;
import dev.rawline.learning.sample.DrawnCamera;
import dev.rawline.workbench.text.NumberText;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The parameters of drawn cameras, which predictions have in their last columns → words. */
final class DrawnParameters {
  /** The name of a parameter; the elements of a list are numbered. */
  private static final Pattern NAME =
      Pattern.compile(
          Arrays.stream(DrawnCamera.class.getRecordComponents())
              .map(RecordComponent::getName)
              .map(YamlNames::snakeCase)
              .collect(Collectors.joining("|", "(", ")(_[1-9])?")));

  private DrawnParameters() {}

  /** Returns the place of the first parameter in a heading; its size where there is none. */
  static int first(List<String> heading) {
    int first = heading.size();
    while (first > 0 && NAME.matcher(heading.get(first - 1)).matches()) {
      first--;
    }
    return first;
  }

  /**
   * Returns parameters as words, of numbers that differ between samples the range: light 0.6, blur
   * 0 to 1, binning colour_2x2.
   *
   * @param names their names
   * @param lines their values, a list of each sample
   */
  static String words(List<String> names, List<List<String>> lines) {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      int place = i;
      List<String> values = lines.stream().map(line -> line.get(place)).distinct().toList();
      words.add(names.get(i) + " " + words(values));
    }
    return String.join(", ", words);
  }

  private static String words(List<String> values) {
    try {
      DoubleSummaryStatistics numbers =
          values.stream().mapToDouble(Double::parseDouble).summaryStatistics();
      String low = NumberText.brief(numbers.getMin());
      String high = NumberText.brief(numbers.getMax());
      return low.equals(high) ? low : low + " to " + high;
    } catch (NumberFormatException e) {
      return String.join(" or ", values);
    }
  }
}
