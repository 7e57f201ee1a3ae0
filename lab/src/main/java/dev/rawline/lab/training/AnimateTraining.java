package dev.rawline.lab.training;

import dev.rawline.data.file.JsonRecords;
import dev.rawline.data.file.RejectedFileException;
import dev.rawline.data.picture.GifFile;
import dev.rawline.data.picture.PngFile;
import dev.rawline.imaging.chain.ParameterChecks;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * A tracked training run → an animation of what its data model makes of some samples, epoch after
 * epoch, gradients above pictures, and a strip of still pictures.
 *
 * @param run the folder of the model
 * @param delay how long an epoch is shown [s], 0.02 to 60; the last one three times as long
 */
public record AnimateTraining(Path run, double delay) {
  private static final int HUNDREDTHS = 100;
  private static final int LAST = 3;

  /**
   * Checks the delay.
   *
   * @throws IllegalArgumentException if it lies outside 0.02 to 60 s
   */
  public AnimateTraining {
    ParameterChecks.requireRange("the delay", delay, "seconds an epoch", 0.02, 60);
  }

  /**
   * What was made.
   *
   * @param epochs how many epochs it shows
   * @param animation the animated GIF
   * @param strip the still picture
   */
  public record AnimationFiles(int epochs, Path animation, Path strip) {}

  /**
   * Joins what was tracked.
   *
   * @throws RejectedFileException if nothing was tracked, or what was is damaged
   * @throws IOException if a file cannot be read or written; the message states the reason and the
   *     remedy
   */
  public AnimationFiles make() throws IOException {
    Path track = run.resolve(TrackSamples.FOLDER);
    if (!Files.isDirectory(track)) {
      throw new RejectedFileException(
          run,
          "no samples were tracked in this run: there is no folder %s".formatted(track),
          "train with the key 'track' in the plan, for example track: {images: 5}");
    }
    List<TrainingAnimation.Epoch> frames = new ArrayList<>();
    for (Path epoch : epochs(track)) {
      TrainingAnimation.Epoch frame = read(epoch);
      if (frames.isEmpty() || ids(frame).equals(ids(frames.getFirst()))) {
        frames.add(frame);
      } else {
        throw new RejectedFileException(
            epoch,
            "shows %s, but earlier epochs %s".formatted(ids(frame), ids(frames.getFirst())),
            "remove the epochs of another run");
      }
    }
    if (frames.isEmpty()) {
      throw new RejectedFileException(
          track, "no epoch has ended yet", "wait for the first epoch to end, and try again");
    }
    String name = String.valueOf(run.toAbsolutePath().normalize().getFileName());
    TrainingAnimation film = new TrainingAnimation(name, frames);
    Path animation = track.resolve("animation.gif");
    Path strip = track.resolve("strip.png");
    int hundredths = (int) Math.round(delay * HUNDREDTHS);
    GifFile.write(film.film(), hundredths, LAST * hundredths, animation);
    PngFile.write(film.strip(), strip);
    return new AnimationFiles(frames.size(), animation, strip);
  }

  /** Returns the folders of whole epochs, by their number. */
  private static List<Path> epochs(Path track) throws IOException {
    List<Path> epochs = new ArrayList<>();
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(track, "epoch-*")) {
      for (Path folder : folders) {
        if (Files.isRegularFile(folder.resolve(TrackSamples.INDEX))) {
          epochs.add(folder);
        }
      }
    }
    // Numbers of more digits have longer names.
    epochs.sort(
        Comparator.comparingInt((Path epoch) -> epoch.toString().length())
            .thenComparing(Comparator.naturalOrder()));
    return epochs;
  }

  private static List<String> ids(TrainingAnimation.Epoch frame) {
    return frame.samples().stream().map(sample -> sample.tracked().id()).toList();
  }

  private static TrainingAnimation.Epoch read(Path epoch) throws IOException {
    Path index = epoch.resolve(TrackSamples.INDEX);
    TrackSamples.Index tracked =
        JsonRecords.read(
            index,
            TrackSamples.Index.class,
            "is not what tracking writes",
            "remove the folder of this epoch");
    List<TrainingAnimation.Shown> samples = new ArrayList<>();
    for (TrackSamples.Index.Tracked sample : tracked.samples()) {
      samples.add(
          new TrainingAnimation.Shown(
              sample,
              picture(epoch.resolve(sample.file() + "-picture.png")),
              picture(epoch.resolve(sample.file() + "-gradient.png"))));
    }
    return new TrainingAnimation.Epoch(tracked.epoch(), samples);
  }

  private static BufferedImage picture(Path file) throws IOException {
    BufferedImage picture = Files.isRegularFile(file) ? ImageIO.read(file.toFile()) : null;
    if (picture == null) {
      throw new RejectedFileException(
          file, "is missing or not an image", "remove the folder of its epoch");
    }
    return picture;
  }
}
