-- What a tolerance is around, and how well its ends are known: both confidence intervals, and the
-- metric at the usual value. An end that is open held up to the end of what was looked at.

alter table tolerance add column usual double precision;
alter table tolerance add column baseline double precision;
alter table tolerance add column low_from double precision;
alter table tolerance add column low_to double precision;
alter table tolerance add column high_from double precision;
alter table tolerance add column high_to double precision;
alter table tolerance add column low_open integer not null default 0 check (low_open in (0, 1));
alter table tolerance add column high_open integer not null default 0 check (high_open in (0, 1));

drop view tolerances;

create view tolerances as
select
  run, parameter, metric, unit, low, high, level, delta, usual, baseline, low_from, low_to,
  high_from, high_to, low_open, high_open
from tolerance;
