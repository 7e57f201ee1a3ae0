package dev.rawline.workbench.book;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * Where a finding comes from: all that is needed to make it again.
 *
 * @param plan the sum of the plan as it was run (SHA-256, in hex)
 * @param commit the commit of the code, "-changed" behind it where files differed from it;
 *     "unknown" where it was not built from a repository
 * @param data the sum of the data set (SHA-256, in hex); empty where there is none
 * @param seeds what everything random was drawn from
 * @param machine the machine, in words
 * @param versions the versions of what computed, by name: rawline, java, engine
 */
public record RunOrigin(
    String plan,
    String commit,
    String data,
    List<Long> seeds,
    String machine,
    SequencedMap<String, String> versions) {
  /** Copies the lists. */
  public RunOrigin {
    seeds = List.copyOf(seeds);
    versions = new LinkedHashMap<>(versions);
  }
}
