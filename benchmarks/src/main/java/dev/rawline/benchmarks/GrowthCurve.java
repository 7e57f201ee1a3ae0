package dev.rawline.benchmarks;

/** What is measured, and what its cost grows with. */
enum GrowthCurve {
  VIEWS("Twelve views, handed to a sink", "pixels", 2048),
  GRADIENTS("Parametrized chain and gradients", "images of 256²", 1024),
  STATISTICS("Read from shards and measured", "samples", 2048),
  MOSAICS("Raw mosaic, written as PNG by the JDK", "pixels", 2048),
  FILES("Twelve views of a raw file, as PNG", "pixels", 1024),
  LAB_BOOK("Questions to a lab book", "runs", 1024),
  REFERENCE("Quality reference", "images", 1024);

  private final String title;
  private final String unit;
  private final int heap;

  GrowthCurve(String title, String unit, int heap) {
    this.title = title;
    this.unit = unit;
    this.heap = heap;
  }

  /** Returns its name for people. */
  String title() {
    return title;
  }

  /** Returns what its cost grows with, as a plural noun. */
  String unit() {
    return unit;
  }

  /** Returns the largest heap that it is measured in [MiB]. */
  int heap() {
    return heap;
  }
}
