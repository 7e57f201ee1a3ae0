package dev.rawline.lab.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.data.raw.RawFiles;
import dev.rawline.imaging.SharedData;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.SiteValues;
import dev.rawline.imaging.inspection.Inspector;
import dev.rawline.lab.quality.batch.InspectedImage;
import dev.rawline.lab.quality.batch.QuantityTable;
import dev.rawline.lab.quality.cause.Attribution;
import dev.rawline.lab.quality.cause.BlurResponse;
import dev.rawline.lab.quality.cause.CameraMetadata;
import dev.rawline.lab.quality.cause.DriftCause;
import dev.rawline.lab.quality.cause.DriftParameter;
import dev.rawline.lab.quality.cause.FindCause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Exposures that a real camera was given: some are left out of a reference, and come in as a batch.
 */
class RealExposureStepsTest {
  private static final String CCD = "data/emva_ccd_50";
  private static final double BLACK = 14.7;
  private static final Inspector INSPECTOR =
      new Inspector(SiteValues.uniform(BLACK), 4000, 1, 0.003);

  /** An exposure: its light, and what its two bright frames show. */
  record Step(double photons, List<InspectedImage> frames) {}

  private static List<Step> steps() throws IOException {
    TreeMap<Double, List<InspectedImage>> found = new TreeMap<>();
    Path folder = SharedData.require(CCD);
    for (String line : Files.readAllLines(folder.resolve("frames.csv"))) {
      List<String> parts = List.of(line.split(",", -1));
      if (parts.get(1).equals("bright")) {
        RawImage image = RawFiles.read(folder.resolve(parts.getFirst()));
        found
            .computeIfAbsent(Double.parseDouble(parts.get(3)), _ -> new ArrayList<>())
            .add(new InspectedImage(parts.getFirst(), INSPECTOR.inspect(image)));
      }
    }
    List<Step> steps = new ArrayList<>();
    found.forEach((photons, frames) -> steps.add(new Step(photons, frames)));
    return steps;
  }

  private static List<InspectedImage> frames(List<Step> steps) {
    return steps.stream().flatMap(step -> step.frames().stream()).toList();
  }

  private static double light(List<Step> steps) {
    return steps.stream().mapToDouble(Step::photons).average().orElseThrow();
  }

  @Test
  void stepsOfARealSeriesAreIdentifiedAsExposure() throws IOException {
    List<Step> steps = steps();
    assertThat(steps).hasSize(50);
    int named = 0;
    int covered = 0;
    int all = 0;
    for (int first = 4; first + 14 <= 44; first += 3) {
      for (boolean brighter : new boolean[] {true, false}) {
        List<Step> reference =
            steps.subList(brighter ? first : first + 6, first + (brighter ? 8 : 14));
        List<Step> batch =
            steps.subList(brighter ? first + 10 : first, first + (brighter ? 14 : 4));
        Attribution attribution =
            new FindCause(
                    QuantityTable.of(frames(reference)),
                    BlurResponse.UNKNOWN,
                    new CameraMetadata(BLACK, false, 0.003))
                .of(QuantityTable.of(frames(batch)));
        double ratio = light(batch) / light(reference);
        boolean right = attribution.causes().equals(List.of(DriftCause.EXPOSURE));
        all++;
        named += right ? 1 : 0;
        if (right) {
          covered +=
              attribution.fitted(DriftParameter.EXPOSURE).orElseThrow().estimate().covers(ratio)
                  ? 1
                  : 0;
        }
        System.out.printf(
            "light × %.3f: %s %s%n", ratio, attribution.conclusion(), attribution.sentence());
        attribution.hypotheses().stream()
            .limit(7)
            .forEach(each -> System.out.println("     " + each));
        attribution.furthest().stream()
            .limit(8)
            .forEach(each -> System.out.println("     " + each));
      }
    }
    System.out.printf("named %d of %d, covered %d%n", named, all, covered);
    assertThat(named).isGreaterThanOrEqualTo((int) Math.ceil(0.9 * all));
  }
}
