package dev.rawline.lab.experiment;

import dev.rawline.data.config.IspFiles;
import dev.rawline.data.file.AtomicFile;
import dev.rawline.data.web.Address;
import dev.rawline.data.yaml.KeyRecord;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.learning.assembly.ResolvedPlan;
import dev.rawline.learning.plan.ReferenceResolver;
import dev.rawline.learning.plan.TrainingPlan;
import dev.rawline.workbench.output.OutputFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * The plan of an experiment as it is run, in the folder of its results: it names everything so that
 * it is found again, large files by their absolute path, small ones by copies in the folder.
 *
 * <p>An experiment adds what it names to the copy; nothing is written before {@link #write}.
 *
 * @param <P> the plan
 */
public final class PlanCopy<P extends Record & ExperimentPlan> {
  /** The name of the plan in the folder of every experiment. */
  public static final String NAME = "plan.yaml";

  private static final KeyRecord<TrainingPlan> TRAINING = new KeyRecord<>(TrainingPlan.class);

  private final ExperimentPlanFiles<P> files;
  private final P planned;
  private final ReferenceResolver references;
  private final Path from;
  private final Path folder;
  private final Map<String, Object> values = new HashMap<>();
  private final SequencedMap<Path, Path> chains = new LinkedHashMap<>();
  private final SequencedMap<Path, Path> others = new LinkedHashMap<>();

  /**
   * Begins with the keys that every experiment has.
   *
   * @param files the files of the plan
   * @param plan the plan
   * @param references where files that the plan names are looked up
   * @param folder the folder of the results, an absolute path
   */
  public PlanCopy(ExperimentPlanFiles<P> files, P plan, ReferenceResolver references, Path folder) {
    this.files = files;
    this.planned = plan;
    this.references = references;
    this.from = references.folder().toAbsolutePath().normalize();
    this.folder = folder;
    set("sensor", plan.sensor().map(this::absolute).orElse(null));
    if (plan.splits() instanceof RepeatedSplitPlan.File(String file)) {
      set("splits", new RepeatedSplitPlan.File(absolute(file)));
    }
  }

  /** Returns the absolute folder in which relative paths of the original plan begin. */
  public Path from() {
    return from;
  }

  /** Returns the folder of the results. */
  public Path folder() {
    return folder;
  }

  /** Returns a word of the plan without secrets, or the absolute path of the file that it names. */
  public String absolute(String word) {
    Path file = from.resolve(word);
    return Files.exists(file)
        ? file.toAbsolutePath().normalize().toString()
        : new Address(word).toString();
  }

  /** Sets the value of a key; null for none. */
  public void set(String key, Object value) {
    values.put(key, value);
  }

  /**
   * Sets the plan of training, with the absolute paths of the files that it names.
   *
   * @param data the resolved plan of training
   * @return the resolved plan with these paths
   * @throws IOException if a file cannot be found
   */
  public ResolvedPlan setTraining(ResolvedPlan data) throws IOException {
    ResolvedPlan located = data.located(references, Progress.SILENT);
    Map<String, Object> training = new HashMap<>();
    training.put("data", located.plan().data());
    training.put("camera", located.plan().camera().orElse(null));
    training.put("pretrained", located.plan().pretrained().orElse(null));
    training.put("track", located.plan().track().orElse(null));
    if (planned.training().standardize().isPresent()) {
      training.put("standardize", located.plan().standardize().orElseThrow());
    }
    set("training", TRAINING.with(planned.training(), training));
    return located;
  }

  /** Sets the data set of training to its absolute path, and nothing else of training. */
  public void setData() {
    set(
        "training",
        TRAINING.with(planned.training(), Map.of("data", absolute(planned.training().data()))));
  }

  /** Adds the file of a chain (isp.yaml), which is copied with the arrays that it names. */
  public void addChain(Path chain, Path copy) {
    chains.put(chain, copy);
  }

  /** Adds another file that is copied. */
  public void addFile(Path file, Path copy) {
    others.put(file, copy);
  }

  /** Returns the plan as it is run. */
  public P plan() {
    return files.file().keys().with(planned, values);
  }

  /** Returns where files that the plan names are looked up when it is run. */
  public ReferenceResolver references() {
    return new ReferenceResolver(folder, references.runs());
  }

  /**
   * Writes the plan and the copies; a file that already is in its place stays.
   *
   * @return the copies and the arrays that chains name, as they are in the folder
   * @throws IOException if a file cannot be read or written
   */
  public List<Path> write() throws IOException {
    List<Path> written = new ArrayList<>();
    for (Map.Entry<Path, Path> chain : chains.entrySet()) {
      Path copy = chain.getValue();
      if (!isInPlace(chain)) {
        OutputFiles.makeFolder(copy.getParent());
        IspFiles.copy(chain.getKey(), copy);
      }
      written.add(copy);
      written.addAll(IspFiles.arrays(copy));
    }
    for (Map.Entry<Path, Path> other : others.entrySet()) {
      Path copy = other.getValue();
      if (!isInPlace(other)) {
        OutputFiles.makeFolder(copy.getParent());
        AtomicFile.write(copy, Files.readAllBytes(other.getKey()));
      }
      written.add(copy);
    }
    files.write(plan(), folder.resolve(NAME));
    return written;
  }

  private static boolean isInPlace(Map.Entry<Path, Path> copy) {
    return copy.getKey().toAbsolutePath().normalize().equals(copy.getValue());
  }
}
