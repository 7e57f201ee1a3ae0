package dev.rawline.lab.dataset;

import dev.rawline.data.tile.MaskClassRule;
import dev.rawline.data.tile.PublishedTiles;
import dev.rawline.data.tile.RandomCrops;
import dev.rawline.data.tile.Tile;
import dev.rawline.data.tile.Tiling;
import dev.rawline.imaging.frame.Mask;
import dev.rawline.imaging.random.Seed;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** How a frame is cut into pieces, before it is decided which of them are kept. */
public sealed interface FrameTiling {

  /** Tiles in reading order. */
  record Tiles(Tiling tiling) implements FrameTiling {}

  /**
   * Crops at random places.
   *
   * @param crops their size and number
   * @param seed what their places are drawn from, together with the frame's name
   */
  record Crops(RandomCrops crops, long seed) implements FrameTiling {}

  /** Frames as they are, to be chosen and classed alone. */
  record Whole() implements FrameTiling {}

  /**
   * Returns the pieces of a frame, in order.
   *
   * @param name the frame's name
   * @throws IllegalArgumentException if the frame is too small
   */
  default List<Tile> of(int width, int height, String name) {
    return switch (this) {
      case Tiles(Tiling tiling) -> tiling.of(width, height);
      case Crops(RandomCrops crops, long seed) -> crops.of(width, height, new Seed(seed, name));
      case Whole() -> List.of(new Tile(0, 0, height, width));
    };
  }

  /** Returns how, for display. */
  default String words() {
    return switch (this) {
      case Tiles(Tiling tiling) ->
          String.format(
              Locale.ROOT,
              "tiles of %d px, overlapping by %d px, the rest %s",
              tiling.size(),
              tiling.overlap(),
              tiling.rest().name().toLowerCase(Locale.ROOT));
      case Crops(RandomCrops crops, long seed) ->
          String.format(
              Locale.ROOT,
              "%d random crops of %d px a frame, seed %d",
              crops.count(),
              crops.size(),
              seed);
      case Whole() -> "whole frames";
    };
  }

  /** Which pieces of a frame are kept. */
  sealed interface Kept {

    /** All are. */
    record All() implements Kept {}

    /** Those are that show some of an object, as published for segmentation. */
    record WithObject() implements Kept {}

    /**
     * Those with enough of an object and those with none, which gives them classes.
     *
     * @param classes what is enough, and what the two classes are called
     */
    record Classed(MaskClassRule classes) implements Kept {}

    /**
     * Those with enough of an object and equally many without, which gives them classes, as
     * published for classification.
     *
     * @param classes what is enough, and what the two classes are called
     * @param seed what the choice among the more frequent ones is drawn from, 0 to 2³² − 1
     */
    record Balanced(MaskClassRule classes, long seed) implements Kept {}

    /** Returns whether a frame needs a mask for it. */
    default boolean needsMask() {
      return !(this instanceof All);
    }

    /** Returns the numbers of the pieces that are kept, in the order in which they are numbered. */
    default List<Integer> of(List<Mask> masks, int pieces) {
      return switch (this) {
        case All() -> IntStream.range(0, pieces).boxed().toList();
        case WithObject() -> PublishedTiles.segmentation(masks);
        case Classed(MaskClassRule classes) ->
            IntStream.range(0, pieces)
                .filter(i -> classes.of(masks.get(i)).isPresent())
                .boxed()
                .toList();
        case Balanced(MaskClassRule classes, long seed) ->
            PublishedTiles.classification(masks, classes, seed);
      };
    }

    /** Returns which, for display. */
    default String words() {
      return switch (this) {
        case All() -> "all kept";
        case WithObject() -> "those with an object kept";
        case Classed(MaskClassRule classes) ->
            "those kept of which objects (%s) cover more than %s, and those without (%s)"
                .formatted(classes.present(), classes.threshold(), classes.absent());
        case Balanced(MaskClassRule classes, long seed) ->
            String.format(
                Locale.ROOT,
                "those kept of which objects (%s) cover more than %s, and as many without (%s), seed %d",
                classes.present(),
                classes.threshold(),
                classes.absent(),
                seed);
      };
    }
  }
}
