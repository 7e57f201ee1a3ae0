package dev.rawline.workbench.step;

import dev.rawline.data.file.AtomicFile;
import dev.rawline.workbench.output.Provenance;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SequencedMap;

/**
 * A step that writes the sum of its inputs, in two halves.
 *
 * @param before the steps that it needs
 * @param between called between the two halves
 */
record TextStep(
    String name,
    SequencedMap<String, String> settings,
    List<TextStep> before,
    Cost cost,
    Between between)
    implements Step<String> {
  private static final String HALF = "half.txt";
  private static final String RESULT = "a folder/result.txt";

  /** Called between the two halves of a step. */
  interface Between {
    /** Nothing. */
    Between NOTHING = (step, resumed, work) -> {};

    /**
     * The step is half done.
     *
     * @param resumed whether its first half already existed
     */
    void happens(TextStep step, boolean resumed, StepContext work) throws IOException;
  }

  @Override
  public String kind() {
    return "text 1";
  }

  @Override
  public List<Step<?>> needs() {
    return List.copyOf(before);
  }

  @Override
  public void run(StepContext work) throws IOException {
    Path half = work.folder().resolve(HALF);
    boolean resumed = Files.exists(half);
    if (!resumed) {
      write(half, settings.toString());
    }
    between.happens(this, resumed, work);
    work.requireNoStop();
    StringBuilder all = new StringBuilder(Files.readString(half));
    for (TextStep needed : before) {
      all.append(work.result(needed));
    }
    Files.createDirectories(work.folder().resolve(RESULT).getParent());
    write(work.folder().resolve(RESULT), Provenance.sum(all.toString()));
  }

  private static void write(Path file, String text) throws IOException {
    AtomicFile.write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String read(Path folder) throws IOException {
    return Files.readString(folder.resolve(RESULT));
  }

  /** Returns its result, computed without running it. */
  String expected() {
    StringBuilder all = new StringBuilder(settings.toString());
    before.forEach(needed -> all.append(needed.expected()));
    return Provenance.sum(all.toString());
  }
}
