package dev.rawline.lab.demo;

import java.util.Set;

/**
 * How much work a demo is.
 *
 * @param dataSet the folder of the generated data set, below that of the demo
 * @param samples how many samples are generated
 * @param splits how often the data set is divided
 * @param epochs how often training sees every sample
 * @param views how many views models are trained and tested on
 * @param severities how severe the corruptions are, as a plan writes it
 */
public record DemoScale(
    String dataSet, int samples, int splits, int epochs, int views, String severities) {
  /** Some minutes on two cores: enough to see what drift does. */
  public static final DemoScale WHOLE = new DemoScale("smears", 320, 3, 10, 4, "[1, 3, 5]");

  /** Some seconds: enough to see that everything works, and nothing else. */
  public static final DemoScale QUICK = new DemoScale("smears-quick", 36, 2, 1, 2, "[3]");

  /** Returns the folders of all data sets that demos generate. */
  static Set<String> dataSets() {
    return Set.of(WHOLE.dataSet, QUICK.dataSet);
  }
}
