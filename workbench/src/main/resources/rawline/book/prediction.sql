insert into prediction (cell, sample, truth, predicted, probability)
values (:cell, :sample, :truth, :predicted, :probability)
on conflict (cell, sample) do update
set truth = excluded.truth, predicted = excluded.predicted,
  probability = excluded.probability
