package dev.rawline.lab.demo;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How much work a demo is. */
public enum DemoScale {
  /** Some minutes on two cores: enough to see what drift does. */
  WHOLE("smears", 320, 3, 10, 4, "[1, 3, 5]"),

  /** Some seconds: enough to see that everything works, and nothing else. */
  QUICK("smears-quick", 36, 2, 1, 2, "[3]");

  private final String dataSet;
  private final int samples;
  private final int splits;
  private final int epochs;
  private final int views;
  private final String severities;

  DemoScale(String dataSet, int samples, int splits, int epochs, int views, String severities) {
    this.dataSet = dataSet;
    this.samples = samples;
    this.splits = splits;
    this.epochs = epochs;
    this.views = views;
    this.severities = severities;
  }

  /** Returns the folder of the generated data set, below that of the demo. */
  public String dataSet() {
    return dataSet;
  }

  /** Returns the folders of all data sets that demos generate. */
  static Set<String> dataSets() {
    return Stream.of(values()).map(DemoScale::dataSet).collect(Collectors.toSet());
  }

  /** Returns how many samples are generated. */
  public int samples() {
    return samples;
  }

  /** Returns how often the data set is divided. */
  public int splits() {
    return splits;
  }

  /** Returns how often training sees every sample. */
  public int epochs() {
    return epochs;
  }

  /** Returns how many views models are trained and tested on. */
  public int views() {
    return views;
  }

  /** Returns how severe the corruptions are, as a plan writes it. */
  public String severities() {
    return severities;
  }
}
