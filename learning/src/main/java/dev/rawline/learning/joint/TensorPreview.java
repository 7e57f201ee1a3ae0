package dev.rawline.learning.joint;

import dev.rawline.imaging.frame.Picture;
import dev.rawline.imaging.frame.View;
import dev.rawline.learning.engine.Tensor;
import java.util.List;
import java.util.function.UnaryOperator;

/** One picture of a data model, or the gradient by it → three colours that a person can look at. */
public final class TensorPreview {
  private TensorPreview() {}

  /** Returns a picture (1, channel, row, column); of R, G1, G2, B the greens are averaged. */
  public static View picture(Tensor picture) {
    return shown(picture, greens -> greens.mean(1));
  }

  /** Returns a gradient; that by the mean of two greens, which both move with it, is their sum. */
  public static View gradient(Tensor gradient) {
    return shown(gradient, greens -> greens.sum(1));
  }

  private static View shown(Tensor picture, UnaryOperator<Tensor> green) {
    Tensor three =
        picture.size(1) == Picture.CHANNELS
            ? picture
            : Tensor.concatenate(
                List.of(
                    picture.narrow(1, 0, 1),
                    green.apply(picture.narrow(1, 1, 2)),
                    picture.narrow(1, 3, 1)),
                1);
    return new View((int) picture.size(3), (int) picture.size(2), three.toArray());
  }
}
