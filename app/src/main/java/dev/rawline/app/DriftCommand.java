package dev.rawline.app;

import dev.rawline.lab.ShellWords;
import dev.rawline.lab.book.BookPlace;
import dev.rawline.lab.book.LabBook;
import dev.rawline.lab.book.RunLogs;
import dev.rawline.lab.drift.DriftFindings;
import dev.rawline.lab.report.DriftStory;
import dev.rawline.lab.step.Resources;
import dev.rawline.lab.step.StepStore;
import dev.rawline.lab.synthesis.DriftPlan;
import dev.rawline.lab.synthesis.DriftPlanFiles;
import dev.rawline.lab.synthesis.DriftResult;
import dev.rawline.lab.synthesis.Experiment;
import dev.rawline.lab.synthesis.Preset;
import dev.rawline.lab.synthesis.SynthesizeDrift;
import dev.rawline.learning.engine.Device;
import dev.rawline.learning.metric.Estimate;
import dev.rawline.learning.plan.References;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code rawline drift}: the face of {@link SynthesizeDrift}. */
@Command(
    name = "drift",
    header = "Measure what another camera's processing does to models, and what corruptions do.",
    sortOptions = false,
    synopsisHeading = "%nUsage: ",
    modelTransformer = DriftFlags.class,
    description = {
      "",
      "The plan says what is learned from, under which conditions models are trained and tested, and"
          + " which corruptions they meet besides (docs/drift.md tells of the experiment,"
          + " docs/formats.md lists the keys). --preset takes the plan of a published experiment.",
      "",
      "DIR gets report.html, drawings, scores.csv, matrices and findings.json; the lab book gets the"
          + " run with all cells, predictions and models. Trainings and evaluations are kept beside"
          + " the book by what they are made of: an experiment that was interrupted (Ctrl-C) goes on,"
          + " and a wider one does what is new.",
      ""
    },
    footer = {
      "",
      RawlineCommand.EXAMPLES,
      "  ./rawline simulate blood-smear --camera microscope --count 48 --size 128x128 --out smears",
      "  ./rawline drift plans/drift-quick.yaml --data smears --epochs 1 --out drift",
      "  ./rawline drift --preset '1 Controlled synthesis of hardware-drift test cases (Train)' \\",
      "      --data smears --camera microscope --model small-cnn --size 16 --epochs 1 --splits 1 \\",
      "      --views menon-unsharp-median --augment none --out published",
      "",
      RawlineCommand.EXIT_CODES
    })
final class DriftCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @ParentCommand private RawlineCommand rawline;

  @Parameters(
      paramLabel = "PLAN.yaml",
      arity = "0..1",
      description = "The plan, such as plans/drift-quick.yaml.")
  private Path plan;

  @Option(
      names = "--preset",
      paramLabel = "NAME",
      description =
          "Instead of a plan, that of a published experiment: '1 Controlled synthesis of"
              + " hardware-drift test cases (Train)' or '… (Test)'.")
  private String preset;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "DIR",
      description =
          "Folder of report, drawings and tables, made if it does not exist (the plan's name,"
              + " unless given).")
  private Path out;

  @Mixin private BookOptions bookOptions;

  @Mixin private TrackingOptions tracking;

  @Option(
      names = "--steps",
      paramLabel = "DIR",
      description =
          "Where trainings and evaluations are kept (steps beside the book's artefacts, unless"
              + " given).")
  private Path steps;

  @Option(
      names = "--check-sums",
      description =
          "Read what is kept whole before it is used again, not its sizes alone; what was altered is"
              + " made anew.")
  private boolean checkSums;

  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      description = "What computes: cpu, or cuda where there is one (cpu, unless given).")
  private String device = "cpu";

  @Option(
      names = "--cores",
      paramLabel = "N",
      description =
          "Threads that all trainings and evaluations together keep busy, which changes no bit (as"
              + " many as there are cores, unless given).")
  private int cores = Runtime.getRuntime().availableProcessors();

  @Override
  public Integer call() throws IOException {
    DriftPlan read = read();
    if (cores < 1) {
      throw mistake("--cores is %d: expected 1 or more (threads)".formatted(cores));
    }
    Path folder = plan == null ? Path.of("").toAbsolutePath() : plan.toAbsolutePath().getParent();
    References references = new References(folder, bookOptions.runs(spec));
    Experiment experiment = experiment(read, references);
    BookPlace place = bookOptions.place(spec);
    Path into = out == null ? Path.of(read.name()) : out;
    Path kept = steps == null ? place.artefacts().resolveSibling("steps") : steps;
    try (RunLogs logs = tracking.with(LabBook.open(place), place, spec)) {
      DriftResult result;
      try (RunnerBar bar = RunnerBar.on(spec.commandLine().getErr())) {
        SynthesizeDrift command =
            new SynthesizeDrift(
                experiment,
                new StepStore(kept, checkSums ? StepStore.Check.SUMS : StepStore.Check.SIZES),
                new Resources(cores, Resources.ofThisMachine().bytes()),
                logs,
                into,
                bar);
        rawline
            .interruption()
            .stops("interrupted: saves what is being done, and ends", command::requestStop);
        result = command.run().result();
      }
      tell(result, into);
      return CommandLine.ExitCode.OK;
    } catch (CancellationException e) {
      spec.commandLine()
          .getOut()
          .printf(
              "stopped: what is done is kept in %s; to go on, run the same command again:%n  %s%n",
              kept,
              ShellWords.of(
                  "./rawline", spec.root().commandLine().getParseResult().originalArgs()));
      return RawlineCommand.INTERRUPTED;
    } catch (IllegalArgumentException e) {
      throw mistake(e.getMessage());
    }
  }

  private DriftPlan read() throws IOException {
    SequencedMap<String, String> flags = DriftFlags.given(spec);
    if (preset != null) {
      if (plan != null) {
        throw mistake("there are a plan and a preset: name one of them");
      }
      if (!flags.containsKey(DriftFlags.DATA)) {
        throw mistake("a preset needs --data: name a data set");
      }
      try {
        return DriftPlanFiles.read(Preset.of(preset), flags);
      } catch (IllegalArgumentException e) {
        throw mistake(e.getMessage());
      }
    }
    if (plan == null && !flags.containsKey(DriftFlags.DATA)) {
      throw mistake(
          "there is neither a plan nor --data: name a plan.yaml, a data set by --data, or a preset");
    }
    if (plan != null && !Files.exists(plan)) {
      throw mistake(
          "there is no plan %s: name one, such as plans/drift-quick.yaml".formatted(plan));
    }
    return DriftPlanFiles.read(Optional.ofNullable(plan), flags);
  }

  private Experiment experiment(DriftPlan read, References references) throws IOException {
    Device chosen =
        Device.of(device)
            .orElseThrow(
                () ->
                    mistake(
                        "--device is '%s': expected %s"
                            .formatted(
                                device,
                                Arrays.stream(Device.values())
                                    .map(Device::toString)
                                    .collect(Collectors.joining(" or ")))));
    try (TransferBar transfer = TransferBar.on(spec.commandLine().getErr())) {
      return Experiment.open(read, references, chosen, transfer);
    } catch (IllegalArgumentException e) {
      throw mistake(e.getMessage());
    }
  }

  private void tell(DriftResult result, Path into) {
    PrintWriter stdout = spec.commandLine().getOut();
    result
        .findings()
        .ifPresent(
            findings -> {
              DriftStory.of(findings).sentences().forEach(stdout::println);
              stdout.println();
              tell(findings, stdout);
              stdout.println();
            });
    stdout.printf(
        "%d %s, %d trainings and evaluations, %d of which were there already%n",
        result.models(),
        result.models() == 1 ? "model" : "models",
        result.steps(),
        result.reused());
    stdout.printf("written to %s, and to the lab book as run %s%n", into, result.run());
    if (result.findings().isPresent()) {
      stdout.printf("open %s%n", into.resolve(SynthesizeDrift.REPORT));
    }
  }

  private static void tell(DriftFindings findings, PrintWriter stdout) {
    findings
        .matchedMean()
        .ifPresent(mean -> stdout.println(line(findings.metric() + ", tested as trained", mean)));
    findings.driftDrop().ifPresent(drop -> stdout.println(line("lost by drift", drop)));
    for (Map.Entry<Integer, Estimate> drop : findings.corruptionDrop().entrySet()) {
      String ratio =
          findings
              .ratio()
              .getOrDefault(drop.getKey(), Optional.empty())
              .map(known -> String.format(Locale.ROOT, "   %.1f times drift", known.value()))
              .orElse("");
      stdout.println(
          line("lost by corruptions, severity " + drop.getKey(), drop.getValue()) + ratio);
    }
  }

  private static String line(String what, Estimate estimate) {
    String name = what.replace('_', ' ');
    return estimate.hasInterval()
        ? String.format(
            Locale.ROOT,
            "  %-36s %7.4f   (%.0f %% interval %.4f to %.4f)",
            name,
            estimate.value(),
            100 * estimate.level(),
            estimate.low(),
            estimate.high())
        : String.format(Locale.ROOT, "  %-36s %7.4f", name, estimate.value());
  }

  private ParameterException mistake(String sentence) {
    return new ParameterException(spec.commandLine(), sentence);
  }
}
