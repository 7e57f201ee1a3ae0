package dev.rawline.learning.sample;

import dev.rawline.learning.engine.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The crop and the size of a model's input.
 *
 * @param crop the side of the square crop of every frame [px], even; empty: whole frames
 * @param randomCrop whether training draws the position of the crop; otherwise, and in evaluation,
 *     it is in the middle
 * @param size the side of the task model's input pictures [px]: pictures of the data model are
 *     reduced to it, each pixel the mean of its area; empty: no reduction
 */
public record ModelInput(Optional<Integer> crop, boolean randomCrop, Optional<Integer> size) {

  /** Whole frames as they are. */
  public static final ModelInput WHOLE = new ModelInput(Optional.empty(), false, Optional.empty());

  /**
   * Checks the sides.
   *
   * @throws IllegalArgumentException if one has no meaning; the message names all that have none
   */
  public ModelInput {
    List<String> problems = new ArrayList<>();
    if (crop.isPresent() && (crop.get() < 2 || crop.get() % 2 != 0)) {
      problems.add(
          "crop is %d: expected an even number from 2 on (px), so that the colours stay in their places"
              .formatted(crop.get()));
    }
    if (crop.isEmpty() && randomCrop) {
      problems.add("random_crop needs a crop: give its size (px)");
    }
    if (size.isPresent() && size.get() < 1) {
      problems.add("size is %d: expected 1 or more (px)".formatted(size.get()));
    }
    if (crop.isPresent() && size.isPresent() && size.get() > crop.get()) {
      problems.add(
          "size is %d, but the crop %d: expected at most as much (px); images are only reduced"
              .formatted(size.get(), crop.get()));
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
  }

  /**
   * Returns the task model's input pictures: reduced, if a size is given.
   *
   * @param pictures (image, channel, row, column), as a data model made them
   * @throws IllegalArgumentException if they are to be reduced, but are smaller or not square
   */
  public Tensor seen(Tensor pictures) {
    if (size.isEmpty()) {
      return pictures;
    }
    if (pictures.size(2) != pictures.size(3) || pictures.size(2) < size.get()) {
      throw new IllegalArgumentException(
          "the data model renders images of %d×%d, which cannot be reduced to the size %d: expected squares at least as large (px); choose another crop or size"
              .formatted(pictures.size(3), pictures.size(2), size.get()));
    }
    return pictures.shrink(size.get(), size.get());
  }

  /** Returns this input with the square in the middle. */
  public ModelInput centred() {
    return new ModelInput(crop, false, size);
  }
}
