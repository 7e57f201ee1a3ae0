package dev.rawline.lab.optimization;

import dev.rawline.lab.experiment.Condition;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A way to acquire samples → words that a person reads. */
public final class ConditionLabels {
  private ConditionLabels() {}

  /** Returns the words: "10 % of the light and 8 bits"; "as recorded" where nothing is changed. */
  public static String of(Condition condition) {
    List<String> words = new ArrayList<>();
    condition.light().ifPresent(light -> words.add(number(100 * light) + " % of the light"));
    condition.bits().ifPresent(bits -> words.add(bits == 1 ? "1 bit" : bits + " bits"));
    condition.sampling().ifPresent(k -> words.add("pixels %d times as far apart".formatted(k)));
    condition.blur().ifPresent(blur -> words.add("a lens that blurs by σ " + number(blur) + " px"));
    condition.readNoise().ifPresent(noise -> words.add(number(noise) + " e⁻ of read noise"));
    if (words.isEmpty()) {
      return "as recorded";
    }
    int last = words.size() - 1;
    return last == 0
        ? words.getFirst()
        : String.join(", ", words.subList(0, last)) + " and " + words.get(last);
  }

  private static String number(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%.0f", value)
        : String.format(Locale.ROOT, "%.4g", value).replaceAll("0+$", "").replaceAll("\\.$", "");
  }
}
