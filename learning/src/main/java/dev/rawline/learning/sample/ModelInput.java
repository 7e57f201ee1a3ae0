package dev.rawline.learning.sample;

import dev.rawline.learning.engine.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which part of a frame a model sees, and how large.
 *
 * @param crop the side of the square that is cut out of every frame [px], even; none: whole frames
 * @param randomCrop whether training draws where the square lies; else it lies in the middle, as it
 *     always does in evaluation
 * @param size the side of the pictures that the task model sees [px]: what the data model makes is
 *     shrunk to it, each pixel the mean of the area that it covers; none: as the data model makes
 *     them
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
    List<String> mistakes = new ArrayList<>();
    if (crop.isPresent() && (crop.get() < 2 || crop.get() % 2 != 0)) {
      mistakes.add(
          "crop is %d: expected an even number from 2 on (px), so that the colours stay in their places"
              .formatted(crop.get()));
    }
    if (crop.isEmpty() && randomCrop) {
      mistakes.add("random_crop needs a crop: give its size (px)");
    }
    if (size.isPresent() && size.get() < 1) {
      mistakes.add("size is %d: expected 1 or more (px)".formatted(size.get()));
    }
    if (crop.isPresent() && size.isPresent() && size.get() > crop.get()) {
      mistakes.add(
          "size is %d, but the crop %d: expected at most as much (px); images are only reduced"
              .formatted(size.get(), crop.get()));
    }
    if (!mistakes.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", mistakes));
    }
  }

  /**
   * Returns pictures as the task model sees them: shrunk, where a size is given.
   *
   * @param pictures (image, channel, row, column), as a data model made them
   * @throws IllegalArgumentException if they are to be shrunk, but are smaller or no squares
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
