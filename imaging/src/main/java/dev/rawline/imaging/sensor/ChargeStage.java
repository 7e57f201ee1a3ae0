package dev.rawline.imaging.sensor;

import dev.rawline.imaging.chain.DefinedPullback;
import dev.rawline.imaging.chain.Differentiable;
import dev.rawline.imaging.chain.Pullback;
import dev.rawline.imaging.frame.Electrons;

/** Electrons → Electrons: a pointwise step inside a sensor. */
public sealed interface ChargeStage extends Differentiable<Electrons, Electrons>
    permits PhotoResponseNonUniformity,
        DarkCurrent,
        ShotNoise.Drawn,
        FullWell,
        DarkSignalNonUniformity,
        DrawnReadoutNoise {

  @Override
  default Electrons apply(Electrons charge) {
    return ChargeRows.apply(this, charge);
  }

  @Override
  default Pullback<Electrons, Electrons> pull(Electrons charge) {
    Electrons value = apply(charge);
    return new DefinedPullback<>(
        value,
        values().length,
        (cotangent, gradient) ->
            charge.with(
                ChargeRows.back(
                    this, charge, value.samples(), cotangent.samples().clone(), gradient)));
  }

  @Override
  default ChargeStage with(double[] values) {
    return this;
  }
}
