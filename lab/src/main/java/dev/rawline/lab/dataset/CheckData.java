package dev.rawline.lab.dataset;

import dev.rawline.data.layout.DataSetOptions;
import dev.rawline.data.layout.DataSets;
import dev.rawline.data.layout.OpenedDataSet;
import dev.rawline.data.layout.ProcessedPictures;
import dev.rawline.data.set.Sample;
import dev.rawline.data.set.Subset;
import dev.rawline.data.split.Split;
import dev.rawline.data.split.SplitFile;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.lab.dataset.DataSetProblem.Severity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Data set → what is wrong with it: samples that cannot be read, masks of another size than their
 * pictures, the same pixels twice, leaks across a split, missing and rare labels, pictures of
 * differing sizes, saturated and under-exposed ones.
 *
 * @param folder the data set's folder
 * @param reading how it is read
 * @param split the file of a split to check; empty to check the sides that the data set itself has,
 *     if it does
 */
public record CheckData(Path folder, DataSetOptions reading, Optional<Path> split) {

  /** A class this many times larger than another outweighs it. */
  private static final double IMBALANCE = 10;

  /** A picture with a larger share of saturated pixels has lost light that matters. */
  private static final double MUCH_SATURATED = 0.01;

  /** A picture of which not even this share is bright is under-exposed. */
  private static final double LEAST_LIT = 0.01;

  /**
   * What was found.
   *
   * @param samples how many samples were checked
   * @param splits how many splits were checked
   * @param findings the findings, the worst first
   */
  public record Result(int samples, int splits, List<DataSetProblem> findings) {

    /** Copies the list. */
    public Result {
      findings = List.copyOf(findings);
    }

    /** Returns how many findings there are of a severity. */
    public int count(Severity severity) {
      return (int) findings.stream().filter(finding -> finding.severity() == severity).count();
    }
  }

  /** A split to check, with its name for messages. */
  private record NamedSplit(String name, Map<String, Subset> sides) {}

  /**
   * Reads every picture and every mask.
   *
   * @throws dev.rawline.data.file.RejectedFileException if the folder is no data set
   * @throws dev.rawline.data.yaml.ConfigurationException if a table of it, or the split, has
   *     mistakes
   */
  public Result run(Progress progress) throws IOException {
    OpenedDataSet opened = DataSets.find(folder, reading);
    List<DataSetProblem> findings = new ArrayList<>();
    List<SampleInspection> facts = SampleInspection.of(opened.set(), progress);
    List<String> grey =
        facts.stream().allMatch(fact -> fact.refusals().isEmpty())
            ? ProcessedPictures.greyAsRaw(opened.set())
            : List.of();
    if (!grey.isEmpty()) {
      findings.add(new DataSetProblem(Severity.WARNING, ProcessedPictures.GREY, grey));
    }
    Optional<SplitFile> file =
        split.isPresent() ? Optional.of(SplitFile.read(split.get())) : Optional.empty();
    return new Checks(opened, facts, findings).all(file);
  }

  /** The checks of one data set, which add to the findings. */
  private record Checks(
      OpenedDataSet opened, List<SampleInspection> facts, List<DataSetProblem> findings) {

    Result all(Optional<SplitFile> file) {
      readable();
      masks();
      List<NamedSplit> checked = splits(file);
      Map<String, List<Sample>> twins = twins();
      for (NamedSplit named : checked) {
        leaks(named, twins);
        absent(named);
      }
      duplicates(twins);
      labels();
      mixed(SampleInspection.PictureFacts::size, "sizes");
      mixed(SampleInspection.PictureFacts::kind, "kinds");
      exposure();
      opened.notes().forEach(note -> add(Severity.WARNING, note));
      opened.companions().ifPresent(companions -> add(Severity.NOTE, companions));
      findings.sort(Comparator.comparing(DataSetProblem::severity));
      return new Result(facts.size(), checked.size(), findings);
    }

    private void readable() {
      List<String> unreadable = facts.stream().flatMap(fact -> fact.refusals().stream()).toList();
      add(Severity.ERROR, "unreadable files", unreadable);
    }

    private void masks() {
      List<String> wrong = new ArrayList<>();
      List<String> empty = new ArrayList<>();
      List<String> without = new ArrayList<>();
      for (SampleInspection fact : facts) {
        String id = fact.sample().id();
        if (fact.sample().label().mask().isEmpty()) {
          without.add(id);
        }
        if (fact.mask().isEmpty() || fact.picture().isEmpty()) {
          continue;
        }
        String mask = fact.mask().get().size();
        String picture = fact.picture().get().size();
        if (!mask.equals(picture)) {
          wrong.add("%s (mask %s, image %s)".formatted(id, mask, picture));
        }
        if (fact.mask().get().coverage() == 0) {
          empty.add(id);
        }
      }
      add(Severity.ERROR, "masks whose size differs from that of their image", wrong);
      add(Severity.NOTE, "masks without an object", empty);
      if (without.size() < facts.size()) {
        add(Severity.WARNING, "samples without a mask, while others have one", without);
      }
    }

    private void add(Severity severity, String what, Collection<String> samples) {
      if (!samples.isEmpty()) {
        findings.add(
            new DataSetProblem(
                severity, "%s (%d)".formatted(what, samples.size()), List.copyOf(samples)));
      }
    }

    private void add(Severity severity, String what) {
      findings.add(new DataSetProblem(severity, what, List.of()));
    }

    private List<NamedSplit> splits(Optional<SplitFile> file) {
      List<NamedSplit> checked = new ArrayList<>();
      if (file.isEmpty()) {
        Map<String, Subset> sides = new HashMap<>();
        opened
            .set()
            .samples()
            .forEach(sample -> sample.side().ifPresent(side -> sides.put(sample.id(), side)));
        if (!sides.isEmpty()) {
          checked.add(new NamedSplit("", sides));
        }
        return checked;
      }
      Optional<String> sum = DataSetSummary.of(opened, facts).sum();
      if (sum.isPresent() && !sum.get().equals(file.get().sum())) {
        add(
            Severity.ERROR,
            "the split was made from another data set, or from an earlier state of this one (checksum %s…, not %s…)"
                .formatted(start(file.get().sum()), start(sum.get())));
      }
      List<Split> splits = file.get().splits();
      Set<String> known = new HashSet<>();
      opened.set().samples().forEach(sample -> known.add(sample.id()));
      Set<String> unknown = new TreeSet<>();
      for (int i = 0; i < splits.size(); i++) {
        Map<String, Subset> sides = splits.get(i).bySample();
        sides.keySet().stream().filter(id -> !known.contains(id)).forEach(unknown::add);
        checked.add(new NamedSplit(splits.size() == 1 ? "" : " of split " + (i + 1), sides));
      }
      add(Severity.ERROR, "samples of the split that the data set does not have", unknown);
      return checked;
    }

    private static String start(String sum) {
      return sum.substring(0, Math.min(12, sum.length()));
    }

    /** Returns the samples of every picture that occurs more than once. */
    private Map<String, List<Sample>> twins() {
      Map<String, List<Sample>> bySum = by(SampleInspection.PictureFacts::pixels);
      bySum.values().removeIf(samples -> samples.size() == 1);
      return bySum;
    }

    /** Returns the samples whose pictures can be read, by something that was found of them. */
    private Map<String, List<Sample>> by(Function<SampleInspection.PictureFacts, String> key) {
      Map<String, List<Sample>> samples = new LinkedHashMap<>();
      for (SampleInspection fact : facts) {
        fact.picture()
            .ifPresent(
                picture ->
                    samples
                        .computeIfAbsent(key.apply(picture), _ -> new ArrayList<>())
                        .add(fact.sample()));
      }
      return samples;
    }

    private void leaks(NamedSplit named, Map<String, List<Sample>> twins) {
      List<String> parted =
          Split.leaks(opened.set(), named.sides()).entrySet().stream()
              .map(group -> "%s (%s)".formatted(group.getKey(), words(group.getValue())))
              .toList();
      add(Severity.ERROR, "leak: groups in two subsets%s".formatted(named.name()), parted);
      List<String> same = new ArrayList<>();
      for (List<Sample> samples : twins.values()) {
        Set<Subset> sides = new TreeSet<>();
        samples.forEach(
            sample -> Optional.ofNullable(named.sides().get(sample.id())).ifPresent(sides::add));
        if (sides.size() > 1) {
          same.add("%s (%s)".formatted(ids(samples), words(sides)));
        }
      }
      add(Severity.ERROR, "leak: identical pixels in two subsets%s".formatted(named.name()), same);
    }

    private static String words(Set<Subset> sides) {
      return String.join(" and ", sides.stream().map(Subset::word).toList());
    }

    private static String ids(List<Sample> samples) {
      return String.join(" = ", samples.stream().map(Sample::id).toList());
    }

    private void absent(NamedSplit named) {
      Map<Subset, Set<String>> classes = new EnumMap<>(Subset.class);
      for (Sample sample : opened.set().samples()) {
        Subset side = named.sides().get(sample.id());
        if (side != null) {
          Set<String> there = classes.computeIfAbsent(side, _ -> new HashSet<>());
          sample.label().className().ifPresent(there::add);
        }
      }
      classes.forEach(
          (side, there) ->
              add(
                  Severity.WARNING,
                  "classes missing from the %s subset%s".formatted(side.word(), named.name()),
                  opened.set().classes().stream().filter(name -> !there.contains(name)).toList()));
    }

    private void duplicates(Map<String, List<Sample>> twins) {
      List<String> alike = new ArrayList<>();
      List<String> contradicting = new ArrayList<>();
      for (List<Sample> samples : twins.values()) {
        Set<Optional<String>> classes = new HashSet<>();
        samples.forEach(sample -> classes.add(sample.label().className()));
        (classes.size() > 1 ? contradicting : alike).add(ids(samples));
      }
      add(Severity.ERROR, "the same pixels in different classes", contradicting);
      add(Severity.WARNING, "duplicates: the same pixels", alike);
    }

    private void labels() {
      List<String> unlabelled =
          opened.set().samples().stream()
              .filter(
                  sample -> sample.label().mask().isEmpty() && sample.label().className().isEmpty())
              .map(Sample::id)
              .toList();
      add(Severity.WARNING, "samples without a label", unlabelled);
      SortedMap<String, Integer> counts = opened.set().counts();
      if (counts.size() > 1) {
        String most = Collections.max(counts.entrySet(), Map.Entry.comparingByValue()).getKey();
        String least = Collections.min(counts.entrySet(), Map.Entry.comparingByValue()).getKey();
        double ratio = (double) counts.get(most) / counts.get(least);
        if (ratio > IMBALANCE) {
          add(
              Severity.WARNING,
              String.format(
                  Locale.ROOT,
                  "label imbalance: %s has %.0f times as many samples as %s (%d, %d)",
                  most,
                  ratio,
                  least,
                  counts.get(most),
                  counts.get(least)));
        }
      }
      if (counts.size() == 1) {
        findings.add(
            new DataSetProblem(
                Severity.WARNING,
                "all samples have the same label, so that there is nothing to learn",
                List.of(counts.firstKey())));
      }
      Map<String, Set<String>> spellings = new TreeMap<>();
      counts
          .keySet()
          .forEach(
              name ->
                  spellings
                      .computeIfAbsent(
                          name.toLowerCase(Locale.ROOT).replaceAll("[\\s_-]+", " ").strip(),
                          _ -> new LinkedHashSet<>())
                      .add(name));
      add(
          Severity.WARNING,
          "classes that differ in spelling alone",
          spellings.values().stream()
              .filter(names -> names.size() > 1)
              .map(names -> String.join(" = ", names))
              .toList());
    }

    /** Reports pictures that differ from most. */
    private void mixed(Function<SampleInspection.PictureFacts, String> key, String what) {
      Map<String, List<Sample>> kinds = new TreeMap<>(by(key));
      if (kinds.size() < 2) {
        return;
      }
      String usual =
          Collections.max(kinds.entrySet(), Comparator.comparingInt(each -> each.getValue().size()))
              .getKey();
      List<String> others = new ArrayList<>();
      kinds.forEach(
          (kind, samples) -> {
            if (!kind.equals(usual)) {
              samples.forEach(sample -> others.add("%s (%s)".formatted(sample.id(), kind)));
            }
          });
      findings.add(
          new DataSetProblem(
              Severity.WARNING,
              "images of %d %s: most are %s, others differ (%d)"
                  .formatted(kinds.size(), what, usual, others.size()),
              others));
    }

    private void exposure() {
      add(
          Severity.WARNING,
          "images with more than %.0f %% of their pixels saturated".formatted(100 * MUCH_SATURATED),
          facts.stream()
              .filter(fact -> saturated(fact) > MUCH_SATURATED)
              .sorted(Comparator.comparingDouble(fact -> -saturated(fact)))
              .map(
                  fact ->
                      String.format(
                          Locale.ROOT, "%s (%.1f %%)", fact.sample().id(), 100 * saturated(fact)))
              .toList());
      List<String> dark =
          facts.stream()
              .filter(fact -> fact.picture().isPresent() && fact.picture().get().lit() < LEAST_LIT)
              .map(fact -> fact.sample().id())
              .toList();
      add(
          Severity.WARNING,
          "under-exposed images, in which %.0f %% of the pixels stay below 1/16 of the range at their intensity"
              .formatted(100 * (1 - LEAST_LIT)),
          dark);
    }

    private static double saturated(SampleInspection fact) {
      return fact.picture().map(SampleInspection.PictureFacts::saturated).orElse(0.0);
    }
  }
}
