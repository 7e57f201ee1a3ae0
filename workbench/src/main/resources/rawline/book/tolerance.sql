insert into tolerance (
  run, parameter, metric, unit, low, high, level, delta, usual, baseline,
  low_from, low_to, high_from, high_to, low_open, high_open)
values (
  :run, :parameter, :metric, :unit, :low, :high, :level, :delta, :usual, :baseline,
  :lowFrom, :lowTo, :highFrom, :highTo, :lowOpen, :highOpen)
on conflict (run, parameter, metric) do update
set unit = excluded.unit, low = excluded.low, high = excluded.high,
  level = excluded.level, delta = excluded.delta, usual = excluded.usual,
  baseline = excluded.baseline, low_from = excluded.low_from,
  low_to = excluded.low_to, high_from = excluded.high_from,
  high_to = excluded.high_to, low_open = excluded.low_open,
  high_open = excluded.high_open
