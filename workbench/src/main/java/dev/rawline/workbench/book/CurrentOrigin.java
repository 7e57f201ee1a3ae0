package dev.rawline.workbench.book;

import dev.rawline.learning.engine.Engine;
import dev.rawline.workbench.output.Machine;
import dev.rawline.workbench.output.Provenance;
import dev.rawline.workbench.output.Version;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** The origin of results of this process. */
public final class CurrentOrigin {
  private CurrentOrigin() {}

  /**
   * Returns the origin of a result of this process.
   *
   * @param plan the plan as it is run, as text
   * @param data the checksum of the data set (SHA-256, in hex); empty if there is none
   * @param seeds the random seeds
   */
  public static RunOrigin of(String plan, String data, List<Long> seeds) {
    return new RunOrigin(
        Provenance.sum(plan), Version.commit(), data, seeds, Machine.words(), versions());
  }

  /** Returns the versions of the software: rawline, java and engine, in this order. */
  public static SequencedMap<String, String> versions() {
    SequencedMap<String, String> versions = new LinkedHashMap<>();
    versions.put("rawline", Version.CURRENT);
    versions.put("java", Runtime.version().toString());
    versions.put("engine", Engine.version());
    return versions;
  }
}
