package dev.rawline.lab.generate;

import dev.rawline.data.set.Label;
import dev.rawline.data.set.Sample;
import dev.rawline.data.set.ViewPicture;
import dev.rawline.imaging.camera.Imager;
import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.camera.ViewName;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.Scene;
import dev.rawline.imaging.frame.View;
import dev.rawline.imaging.numeric.Parallel;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.imaging.random.Seed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Scenes as one camera images them: a small picture of each, and statistics of its raw image.
 *
 * <p>Real scenes and generated ones go through the same optics, sensor, noise and processing, so
 * that what distinguishes them is the scenes alone.
 *
 * @param name what they are
 * @param views a picture of each, as large as the scenes
 * @param statistics of the raw image of each: mean, deviation, and deviation of the differences of
 *     neighbours of one colour, for red, both greens and blue, as shares of the saturation
 * @param labels the class of each, from 0
 */
record ImagedScenes(
    String name, List<View> views, List<double[]> statistics, List<Integer> labels) {
  private static final ViewName VIEW = ViewName.parse("menon-unsharp-median");
  private static final int MOMENTS = 3;
  private static final List<Cfa.Site> SITES = List.of(Cfa.Site.values());

  /** Copies the lists. */
  ImagedScenes {
    views = List.copyOf(views);
    statistics = List.copyOf(statistics);
    labels = List.copyOf(labels);
  }

  /**
   * Images scenes.
   *
   * @param scenes the scenes
   * @param side columns and rows of the pictures [px]
   * @param imager the camera
   * @param seed the random seed of the noise
   */
  static ImagedScenes of(
      String name,
      List<? extends Scene> scenes,
      List<Integer> labels,
      int side,
      Imager imager,
      long seed,
      Progress progress) {
    View[] views = new View[scenes.size()];
    double[][] statistics = new double[scenes.size()][];
    Isp isp = Isp.of(imager.camera(), VIEW);
    Progress imaging = progress.begin("imaging " + name, scenes.size(), "scenes");
    Parallel.forEach(
        Parallel.CORES,
        scenes.size(),
        i -> {
          RawImage raw = imager.record(scenes.get(i), new Seed(seed, name + "/" + i));
          RawImage normalised = imager.camera().normalise(raw);
          views[i] = reduced(isp.apply(normalised), side);
          statistics[i] = statistics(normalised);
          imaging.advance(1);
        });
    imaging.end("");
    return new ImagedScenes(name, List.of(views), List.of(statistics), labels);
  }

  private static View reduced(View view, int side) {
    return new View(
        side, side, SceneReader.square(view.samples(), view.width(), view.height(), side));
  }

  private static double[] statistics(RawImage raw) {
    double[] all = new double[MOMENTS * SITES.size()];
    for (int dy = 0; dy < 2; dy++) {
      for (int dx = 0; dx < 2; dx++) {
        int at = MOMENTS * SITES.indexOf(raw.cfa().siteAt(dy, dx));
        double sum = 0;
        double squares = 0;
        double steps = 0;
        long count = 0;
        long pairs = 0;
        for (int row = dy; row < raw.height(); row += 2) {
          float before = Float.NaN;
          for (int column = dx; column < raw.width(); column += 2) {
            float value = raw.samples()[row * raw.width() + column];
            sum += value;
            squares += value * value;
            count++;
            if (column > dx) {
              steps += (value - before) * (value - before);
              pairs++;
            }
            before = value;
          }
        }
        double mean = sum / count;
        all[at] = mean;
        all[at + 1] = Math.sqrt(Math.max(0, squares / count - mean * mean));
        all[at + 2] = Math.sqrt(steps / Math.max(1, pairs));
      }
    }
    return all;
  }

  /** Returns the number of images. */
  int size() {
    return views.size();
  }

  /** Returns some of them, by their places. */
  ImagedScenes some(List<Integer> places) {
    return new ImagedScenes(
        name,
        places.stream().map(views::get).toList(),
        places.stream().map(statistics::get).toList(),
        places.stream().map(labels::get).toList());
  }

  /**
   * Returns the places of as many images of each class as others have.
   *
   * @param others the classes of these
   * @param turn which ones: those of the next turn follow, and after the last come the first
   */
  List<Integer> like(List<Integer> others, int turn) {
    Map<Integer, List<Integer>> byClass =
        IntStream.range(0, size()).boxed().collect(Collectors.groupingBy(labels::get));
    Map<Integer, Integer> taken = new HashMap<>();
    List<Integer> places = new ArrayList<>();
    for (int label : others) {
      List<Integer> own = byClass.get(label);
      int count = Collections.frequency(others, label);
      int number = taken.merge(label, 1, Integer::sum) - 1;
      places.add(own.get((turn * count + number) % own.size()));
    }
    return places;
  }

  /** Returns the statistics as rows. */
  double[][] rows() {
    return statistics.toArray(double[][]::new);
  }

  /** Returns a sample of every image, whose id begins with the name. */
  List<Sample> samples(List<String> classes) {
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < size(); i++) {
      String id = name + "/" + i;
      samples.add(
          new Sample(id, new KeptView(id, views.get(i)), Label.of(classes.get(labels.get(i)))));
    }
    return samples;
  }

  /** A picture in memory. */
  private record KeptView(String name, View view) implements ViewPicture {
    @Override
    public View read() {
      return view;
    }
  }
}
