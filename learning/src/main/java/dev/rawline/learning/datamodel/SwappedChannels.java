package dev.rawline.learning.datamodel;

import dev.rawline.imaging.frame.Colour;
import dev.rawline.imaging.frame.Frame;
import dev.rawline.learning.engine.Engine;
import dev.rawline.learning.engine.Precision;
import dev.rawline.learning.engine.Tensor;
import dev.rawline.learning.model.NetworkParameters;
import dev.rawline.learning.sample.PreparedSample;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Mosaic → view through one chain, some colours of which are replaced by those of other chains: a
 * condition of testing, which shows what a model loses by each colour. It has no gradient.
 */
public final class SwappedChannels implements DataModel {
  private final StaticModel base;
  private final Map<Colour, StaticModel> others;
  private final NetworkParameters parameters = new NetworkParameters();

  /**
   * Takes over the chains.
   *
   * @param base the chain of the colours that are not replaced
   * @param others the chains of the others
   */
  public SwappedChannels(StaticModel base, Map<Colour, StaticModel> others) {
    this.base = base;
    this.others = new EnumMap<>(others);
  }

  @Override
  public String word() {
    return base.word();
  }

  @Override
  public Tensor forward(List<PreparedSample> samples, boolean training) {
    Tensor usual = base.forward(samples, training);
    List<Tensor> planes = new ArrayList<>();
    for (Colour colour : Colour.values()) {
      Tensor pictures =
          others.containsKey(colour) ? others.get(colour).forward(samples, training) : usual;
      planes.add(pictures.narrow(1, colour.plane(), 1));
    }
    return Tensor.concatenate(planes, 1);
  }

  /**
   * Refuses.
   *
   * @throws IllegalStateException always: swapped channels are evaluated, not explained
   */
  @Override
  public List<Frame> gradients(Tensor pictures) {
    throw new IllegalStateException("views with swapped channels have no gradient");
  }

  @Override
  public NetworkParameters parameters() {
    return parameters;
  }

  @Override
  public void computeOn(Engine engine, Precision precision) {
    base.computeOn(engine, precision);
    others.values().forEach(other -> other.computeOn(engine, precision));
  }

  @Override
  public void close() {
    base.close();
    others.values().forEach(StaticModel::close);
  }
}
