package dev.rawline.lab.adaptation;

import dev.rawline.data.set.Sample;
import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.chain.Parameter;
import dev.rawline.imaging.chain.Theta;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.lab.adaptation.Adaptation.ProcessingParameters;
import dev.rawline.learning.datamodel.ParametrizedModel;
import dev.rawline.learning.engine.Scope;
import dev.rawline.learning.engine.Tensor;
import dev.rawline.learning.joint.Evaluation;
import dev.rawline.learning.joint.JointModel;
import dev.rawline.learning.sample.PreparedSample;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.QRDecomposition;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;

/**
 * Fits θ, the parameters of the processing under test, to what a trained model is used to, by
 * unlabelled images and the pullback of the chain.
 *
 * <p>Minimized is D(θ) = 1/K Σ r_k², r_k = (mean over images of s_k − mean over training images of
 * s_k) / σ_k, σ_k the deviation of s_k between training images. Of every picture x, as small as the
 * network has it, s are by colour
 *
 * <pre>
 * mean(x),    √(mean((x − mean(x))²) + ε)
 * </pre>
 *
 * brightness and contrast, ε = 10⁻⁸. (Gradient energy is none of them: what a median or another
 * demosaicing does to it is not in θ, and gains and γ would be bent to imitate it.) For the entropy
 * K = 1 and r = mean over images (of masks: over pixels) of −Σ p log p.
 *
 * <p>A step is the smallest that solves the linearized problem (Gauss–Newton, minimum norm): δ = −S
 * Jᵀ (J S Jᵀ + λ I)⁻¹ r, λ = 10⁻³ of the mean diagonal, J_k = ∂r_k/∂θ by the pullback. S measures
 * each number by the square of its parameter's root mean square at the start, so that gains,
 * matrix, filter widths and gamma move by comparable shares and what is 0 stays. A step moves no
 * number by more than a quarter of its measure, and is halved until D falls. What the statistics do
 * not determine stays as the camera under test has it.
 *
 * @param settings loss, images, steps
 */
record ThetaAdaptation(ProcessingParameters settings) {
  private static final double EPSILON = 1e-8;
  private static final double DAMPING = 1e-3;
  private static final double LONGEST_STEP = 0.25;
  private static final double CONVERGED = 1e-3;
  private static final int HALVINGS = 6;

  /**
   * What was fitted.
   *
   * @param evaluation of the model behind the fitted chain
   * @param theta the fitted parameters
   * @param before D at the start
   * @param after D in the end, at most as large
   * @param steps how many steps were taken
   */
  record Fit(Evaluation evaluation, Theta theta, double before, double after, int steps) {}

  /** The statistics of pictures: one row an image, or one row a batch for the entropy. */
  private interface Residuals {
    /** Returns the sums over a batch's images of all numbers whose mean is fitted. */
    List<Tensor> sums(Tensor pictures);

    /** Returns the residuals of means over all images. */
    RealVector of(RealVector means);

    /** Returns by what the slopes of means are divided to be those of residuals. */
    double unit(int number);
  }

  /**
   * Fits the parameters.
   *
   * @param target evaluation of the model behind the chain under test
   * @param chain that chain
   * @param unlabelled samples for the target
   * @param source evaluation of the model as it was trained
   * @param trained samples for the statistics of training
   * @param progress may stop it between two steps
   * @throws IOException if a sample cannot be read
   */
  Fit fit(
      Evaluation target,
      Isp chain,
      List<Sample> unlabelled,
      Evaluation source,
      List<Sample> trained,
      Progress progress)
      throws IOException {
    Residuals residuals =
        switch (settings.loss()) {
          case STATISTICS -> distance(source, trained);
          case ENTROPY -> new Entropy(target.model());
        };
    Theta start = chain.theta();
    ParametrizedModel model = new ParametrizedModel(chain, start, /* learned= */ true);
    Evaluation fitted =
        new Evaluation(
            target.model().behind(model),
            target.preparation(),
            target.batch(),
            target.drawnFrom(),
            target.corrupting());
    List<List<PreparedSample>> batches = new ArrayList<>();
    fitted.prepared(unlabelled, batches::add);
    double[] scales = start.freeOf(scales(start));
    Search search = new Search(fitted.model(), model, batches, residuals);
    RealVector residual = search.residual(start.free());
    double before = distance(residual);
    double now = before;
    double[] numbers = start.free();
    int steps = 0;
    Progress fitting = progress.begin("fitting θ", settings.steps(), "steps");
    while (steps < settings.steps()) {
      double[] move = step(search.slopes(), residual, scales);
      double share = 1;
      double nearest = now;
      for (int halving = 0; halving < HALVINGS && nearest >= now; halving++) {
        double[] tried = moved(numbers, move, share);
        RealVector next = search.residual(tried);
        if (distance(next) < now) {
          nearest = distance(next);
          numbers = model.theta().free();
          residual = next;
        }
        share /= 2;
      }
      if (nearest >= now) {
        break;
      }
      steps++;
      fitting.advance(1);
      double gained = 1 - nearest / now;
      now = nearest;
      if (gained < CONVERGED) {
        break;
      }
    }
    fitting.end("");
    search.set(numbers);
    return new Fit(fitted, model.theta(), before, now, steps);
  }

  private static double[] moved(double[] numbers, double[] move, double share) {
    double[] moved = numbers.clone();
    Arrays.setAll(moved, i -> numbers[i] + share * move[i]);
    return moved;
  }

  private static double distance(RealVector residual) {
    return residual.dotProduct(residual) / residual.getDimension();
  }

  /** Returns the root mean square of each number's parameter. */
  private static double[] scales(Theta theta) {
    double[] values = theta.vector();
    double[] scales = new double[values.length];
    int first = 0;
    for (Parameter parameter : theta.parameters()) {
      int end = first + parameter.size();
      double mean =
          Arrays.stream(values, first, end).map(value -> value * value).average().orElse(0);
      Arrays.fill(scales, first, end, Math.sqrt(mean));
      first = end;
    }
    return scales;
  }

  private static double[] step(RealMatrix slopes, RealVector residual, double[] scales) {
    RealMatrix scaled = slopes.copy();
    for (int k = 0; k < scaled.getRowDimension(); k++) {
      for (int n = 0; n < scales.length; n++) {
        scaled.multiplyEntry(k, n, scales[n]);
      }
    }
    RealMatrix normal = scaled.multiplyTransposed(scaled);
    if (normal.getTrace() == 0) {
      return new double[scales.length];
    }
    int rows = normal.getRowDimension();
    double damping = DAMPING * normal.getTrace() / rows;
    for (int k = 0; k < rows; k++) {
      normal.addToEntry(k, k, damping);
    }
    RealVector shares =
        scaled
            .transpose()
            .operate(new QRDecomposition(normal).getSolver().solve(residual))
            .mapMultiply(-1);
    double longest = shares.getLInfNorm();
    double cut = longest > LONGEST_STEP ? LONGEST_STEP / longest : 1;
    double[] move = new double[scales.length];
    Arrays.setAll(move, n -> cut * shares.getEntry(n) * scales[n]);
    return move;
  }

  /**
   * Pictures under parameters.
   *
   * @param joint the model behind the chain
   * @param chain the chain
   */
  private record Search(
      JointModel joint,
      ParametrizedModel chain,
      List<List<PreparedSample>> batches,
      Residuals residuals) {
    void set(double[] numbers) {
      chain.parameters().all().values().iterator().next().set(numbers);
      chain.changed();
    }

    /** Returns the residuals under parameters, which the chain keeps. */
    RealVector residual(double[] numbers) {
      set(numbers);
      return residuals.of(means(joint, batches, residuals));
    }

    /** Returns the slopes of the residuals by the free parameters that the chain has. */
    RealMatrix slopes() {
      List<double[]> slopes = new ArrayList<>();
      int images = 0;
      for (List<PreparedSample> batch : batches) {
        images += batch.size();
        try (Scope _ = new Scope()) {
          Tensor pictures = chain.explain(batch);
          int numbers = residuals.sums(joint.seen(pictures)).size();
          for (int k = 0; k < numbers; k++) {
            pictures.forgetGradient();
            residuals.sums(joint.seen(pictures)).get(k).backward();
            double[] slope = chain.theta().freeOf(chain.renderedGradient(pictures));
            if (slopes.size() == k) {
              slopes.add(new double[slope.length]);
            }
            double[] sum = slopes.get(k);
            Arrays.setAll(sum, n -> sum[n] + slope[n]);
          }
        }
      }
      joint.learned().forEach(Tensor::forgetGradient);
      RealMatrix matrix = new Array2DRowRealMatrix(slopes.size(), slopes.getFirst().length);
      for (int k = 0; k < slopes.size(); k++) {
        matrix.setRowVector(
            k,
            new ArrayRealVector(slopes.get(k), false)
                .mapDivide((double) images * residuals.unit(k)));
      }
      return matrix;
    }
  }

  private static RealVector means(
      JointModel joint, List<List<PreparedSample>> batches, Residuals residuals) {
    RealVector means = new ArrayRealVector();
    int images = 0;
    for (List<PreparedSample> batch : batches) {
      images += batch.size();
      try (Scope _ = new Scope()) {
        Tensor pictures = joint.dataModel().forward(batch, /* training= */ false);
        double[] sums =
            residuals.sums(joint.seen(pictures)).stream().mapToDouble(Tensor::value).toArray();
        means =
            means.getDimension() == 0
                ? new ArrayRealVector(sums, false)
                : means.add(new ArrayRealVector(sums, false));
      }
    }
    return means.mapDivide(images);
  }

  /** Measures the view statistics of training. */
  private static Residuals distance(Evaluation source, List<Sample> trained) throws IOException {
    List<double[]> images = new ArrayList<>();
    source.prepared(
        trained,
        batch -> {
          try (Scope _ = new Scope()) {
            Tensor pictures = source.model().dataModel().forward(batch, /* training= */ false);
            Tensor each = Statistics.of(source.model().seen(pictures));
            float[] numbers = each.toArray();
            int columns = Math.toIntExact(each.size(1));
            for (int i = 0; i < batch.size(); i++) {
              double[] row = new double[columns];
              for (int k = 0; k < columns; k++) {
                row[k] = numbers[i * columns + k];
              }
              images.add(row);
            }
          }
        });
    RealMatrix all = new Array2DRowRealMatrix(images.toArray(double[][]::new));
    int count = all.getColumnDimension();
    double[] means = new double[count];
    double[] deviations = new double[count];
    for (int k = 0; k < count; k++) {
      double[] column = all.getColumn(k);
      double mean = Arrays.stream(column).average().orElseThrow();
      means[k] = mean;
      deviations[k] =
          Math.sqrt(
              Arrays.stream(column).map(value -> (value - mean) * (value - mean)).sum()
                      / Math.max(1, column.length - 1)
                  + EPSILON);
    }
    return new Statistics(means, deviations);
  }

  /** The view statistics against those of training. */
  @SuppressWarnings("ArrayRecordComponent") // of one fit, and never changed
  private record Statistics(double[] trained, double[] deviations) implements Residuals {
    /** Returns the statistics of pictures, one row each. */
    static Tensor of(Tensor pictures) {
      Tensor mean = pictures.mean(2, 3);
      Tensor apart = pictures.minus(mean);
      return Tensor.concatenate(
          List.of(mean, apart.times(apart).mean(2, 3).plus(EPSILON).sqrt()), 1);
    }

    @Override
    public List<Tensor> sums(Tensor pictures) {
      Tensor sums = of(pictures).sum(0).reshape(trained.length);
      List<Tensor> numbers = new ArrayList<>();
      for (int k = 0; k < trained.length; k++) {
        numbers.add(sums.narrow(0, k, 1).sum());
      }
      return numbers;
    }

    @Override
    public RealVector of(RealVector means) {
      return means
          .subtract(new ArrayRealVector(trained))
          .ebeDivide(new ArrayRealVector(deviations));
    }

    @Override
    public double unit(int number) {
      return deviations[number];
    }
  }

  /** The entropy of the predictions. */
  private record Entropy(JointModel model) implements Residuals {
    @Override
    public List<Tensor> sums(Tensor pictures) {
      Tensor logits =
          model.logits(model.standardizing().apply(pictures, /* training= */ false), false);
      boolean binary = logits.size(1) == 1;
      Tensor shares = binary ? logits.sigmoid() : logits.softmax(1);
      Tensor entropy = information(shares);
      if (binary) {
        entropy = entropy.plus(information(shares.times(-1).plus(1)));
      }
      double pixels = (double) logits.size() / logits.size(0) / logits.size(1);
      return List.of(entropy.sum().times(1 / pixels));
    }

    private static Tensor information(Tensor shares) {
      return shares.times(shares.plus(EPSILON).log()).times(-1);
    }

    @Override
    public RealVector of(RealVector means) {
      return means;
    }

    @Override
    public double unit(int number) {
      return 1;
    }
  }
}
