package dev.rawline.lab.quality;

import dev.rawline.data.set.Label;
import dev.rawline.data.set.RawPicture;
import dev.rawline.data.set.Sample;
import dev.rawline.imaging.frame.Calibration;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.SiteValues;
import dev.rawline.imaging.random.Seed;
import dev.rawline.lab.quality.IndependentCamera.Change;
import dev.rawline.lab.quality.reference.ModelOutputs;
import dev.rawline.lab.quality.reference.ModelProbe;
import dev.rawline.lab.statistic.KolmogorovSmirnov;
import dev.rawline.lab.statistic.MaximumMeanDiscrepancy;
import dev.rawline.lab.training.SpotDataSets;
import dev.rawline.lab.training.TrainModel;
import dev.rawline.learning.assembly.ModelSource;
import dev.rawline.learning.train.TrainingListener;
import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/**
 * Tests of another population by what a network makes of images, as Rabanser, Günnemann and Lipton
 * (2019, Failing Loudly) propose: of its features, and of its softmax.
 *
 * <p>The network learns to tell the classes of the pieces as the camera records them without a
 * change (the kind of cell; of tiles the picture that they are of), with its own part of them held
 * out by chance. Which pieces are of a reference plays no part, so that pieces of reference and
 * batch can change places and the tests keep their level.
 *
 * @param probe the network
 */
record LearnedBaseline(ModelProbe probe) {
  /** The tests, in the order of their decisions. */
  static final List<String> TESTS =
      List.of("mmd_features", "mmd_softmax", "ks_features", "ks_softmax");

  /** The black level and the scale of the camera that the network reads. */
  private static final double BLACK = 4096;

  private static final int FULL = 65535;
  private static final int DRAWS = 499;

  /** Trains a network; pieces of one label are one class. */
  static LearnedBaseline trained(RealPictures pictures, Path folder) throws IOException {
    Path data = folder.resolve("classes");
    for (int i = 0; i < pictures.pieces().size(); i++) {
      Path file =
          data.resolve(pictures.label(i)).resolve("%04d.png".formatted(i)); // one folder a class
      Files.createDirectories(file.getParent());
      ImageIO.write(png(read(pictures.record(i, Change.NONE))), "png", file.toFile());
    }
    Path model = folder.resolve("network");
    TrainModel.Result _ =
        new TrainModel(
                SpotDataSets.planned(
                    "data",
                    data.toString(),
                    "model",
                    "{small-cnn: {widths: [16, 32, 64]}}",
                    "batch",
                    "16",
                    "epochs",
                    Integer.getInteger("rawline.epochs", 12).toString()),
                Path.of(""),
                model,
                SpotDataSets.ENGINE,
                TrainingListener.SILENT)
            .run();
    System.out.println(Files.readString(model.resolve("metrics.json")).lines().limit(12).toList());
    return new LearnedBaseline(new ModelProbe(new ModelSource.Folder(model), SpotDataSets.ENGINE));
  }

  /** Returns an image as the camera that the network was made for stores it, beginning with red. */
  private static RawImage read(RawImage image) {
    RawImage red = image.crop(0, 1, image.height(), image.width() - 2);
    float[] samples = red.samples().clone();
    double scale = (FULL - BLACK) / (IndependentCamera.WHITE - IndependentCamera.BLACK);
    for (int i = 0; i < samples.length; i++) {
      double level = BLACK + scale * (samples[i] - IndependentCamera.BLACK);
      samples[i] = (float) Math.clamp(Math.rint(level), 0, FULL);
    }
    return new RawImage(
        red.width(),
        red.height(),
        Cfa.RGGB,
        RawImage.Unit.DN,
        samples,
        Calibration.ofLevels(16, SiteValues.uniform(BLACK), FULL, "test"));
  }

  private static BufferedImage png(RawImage image) {
    BufferedImage png =
        new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_USHORT_GRAY);
    WritableRaster raster = png.getRaster();
    for (int i = 0; i < image.samples().length; i++) {
      raster.setSample(i % image.width(), i / image.width(), 0, (int) image.samples()[i]);
    }
    return png;
  }

  private record Shown(String name, RealPictures of, int piece, Change change)
      implements RawPicture {
    @Override
    public RawImage read() {
      return LearnedBaseline.read(of.record(piece, change));
    }
  }

  /** Returns what the network makes of all pieces after a change. */
  ModelOutputs outputs(RealPictures pictures, Change change) {
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < pictures.pieces().size(); i++) {
      String id = "piece-%04d".formatted(i);
      samples.add(new Sample(id, new Shown(id, pictures, i, change), Label.NONE));
    }
    try {
      return probe.outputs(samples);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns which tests call a batch drifted, each at the level by itself. */
  static boolean[] drifted(
      ModelOutputs usual, List<Integer> own, ModelOutputs came, List<Integer> batch, double level) {
    double[][][] pairs = {
      rows(usual.features(), own), rows(came.features(), batch),
      rows(usual.shares(), own), rows(came.shares(), batch)
    };
    boolean[] drifted = new boolean[TESTS.size()];
    for (int kind = 0; kind < 2; kind++) {
      double[][] reference = pairs[2 * kind];
      double[][] incoming = pairs[2 * kind + 1];
      drifted[kind] =
          MaximumMeanDiscrepancy.compare(reference, incoming, DRAWS, new Seed(1, "learned"))
                  .pValue()
              <= level;
      int columns = reference[0].length;
      drifted[2 + kind] =
          IntStream.range(0, columns)
              .anyMatch(
                  k ->
                      KolmogorovSmirnov.compare(column(reference, k), column(incoming, k)).pValue()
                          <= level / columns);
    }
    return drifted;
  }

  private static double[][] rows(List<List<Double>> of, List<Integer> places) {
    return ModelOutputs.rows(places.stream().map(of::get).toList());
  }

  private static double[] column(double[][] rows, int k) {
    return IntStream.range(0, rows.length).mapToDouble(i -> rows[i][k]).toArray();
  }
}
