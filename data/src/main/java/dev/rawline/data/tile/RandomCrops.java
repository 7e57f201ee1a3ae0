package dev.rawline.data.tile;

import dev.rawline.imaging.random.RandomStream;
import dev.rawline.imaging.random.Seed;
import java.util.ArrayList;
import java.util.List;

/**
 * Square crops at random places of a frame.
 *
 * <p>A crop begins at even rows and columns, so that all crops of a mosaic have its colour layout;
 * crops may overlap.
 *
 * @param size the side of a crop [px], at least 1
 * @param count the number of crops of a frame, at least 1
 */
public record RandomCrops(int size, int count) {

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one lies outside its range
   */
  public RandomCrops {
    if (size < 1) {
      throw new IllegalArgumentException(
          "the crop size is %d: expected 1 or more [px]".formatted(size));
    }
    if (count < 1) {
      throw new IllegalArgumentException(
          "%d crops of a frame are requested: expected 1 or more".formatted(count));
    }
  }

  /**
   * Returns the crops of a frame; the first ones do not depend on how many are requested.
   *
   * @param seed of the run and the frame's name
   * @throws IllegalArgumentException if the frame is smaller than a crop
   */
  public List<Tile> of(int width, int height, Seed seed) {
    if (width < size || height < size) {
      throw new IllegalArgumentException(
          "a frame of %d×%d px is smaller than a crop of %d×%d px: choose smaller crops"
              .formatted(width, height, size, size));
    }
    RandomStream random = seed.stream("random crops", 0);
    List<Tile> crops = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      crops.add(new Tile(even(random, height), even(random, width), size, size));
    }
    return crops;
  }

  private int even(RandomStream random, int length) {
    return 2 * (int) (random.nextUniform() * ((length - size) / 2 + 1));
  }
}
