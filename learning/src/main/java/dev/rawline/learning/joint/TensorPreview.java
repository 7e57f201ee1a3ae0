package dev.rawline.learning.joint;

import dev.rawline.imaging.frame.Picture;
import dev.rawline.imaging.frame.View;
import dev.rawline.learning.engine.Tensor;
import java.util.List;
import java.util.function.UnaryOperator;

/** One picture of a data model, or the gradient by it → three colours that a person can look at. */
public final class TensorPreview {
  private TensorPreview() {}

  /**
   * Returns a picture (1, channel, row, column); of R, G1, G2, B the greens are averaged, and one
   * channel is shown as grey.
   */
  public static View picture(Tensor picture) {
    return shown(picture, greens -> greens.mean(1), 1);
  }

  /**
   * Returns a gradient; that by the mean of two greens, which both move with it, is their sum, and
   * that by one channel, with which all three would move, is shared among them.
   */
  public static View gradient(Tensor gradient) {
    return shown(gradient, greens -> greens.sum(1), 1.0 / Picture.CHANNELS);
  }

  private static View shown(Tensor picture, UnaryOperator<Tensor> green, double share) {
    Tensor three =
        switch ((int) picture.size(1)) {
          case 1 -> {
            Tensor grey = picture.times(share);
            yield Tensor.concatenate(List.of(grey, grey, grey), 1);
          }
          case Picture.CHANNELS -> picture;
          default ->
              Tensor.concatenate(
                  List.of(
                      picture.narrow(1, 0, 1),
                      green.apply(picture.narrow(1, 1, 2)),
                      picture.narrow(1, 3, 1)),
                  1);
        };
    return new View((int) picture.size(3), (int) picture.size(2), three.toArray());
  }
}
