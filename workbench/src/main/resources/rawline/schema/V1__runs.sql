-- The lab book, the same in SQLite and PostgreSQL. Programs write to the tables; what people ask
-- stands on the views below, which keep their columns when the tables change (docs/lab-sql.md).
--
-- Times are text, such as 2026-01-31T12:00:00.000Z, so that both databases order and compare them
-- alike. A number that is not a number (NaN) is null: SQLite knows no other.

create table experiment (
  id ${identity},
  name text not null unique
);

create table run (
  id ${identity},
  parent bigint references run (id),
  experiment bigint not null references experiment (id),
  name text not null,
  command text not null,
  state text not null check (state in ('running', 'finished', 'stopped', 'failed')),
  started text not null,
  ended text,
  seconds double precision,
  plan text not null,
  code_commit text not null,
  data text not null,
  seeds text not null,
  machine text not null,
  version text,
  versions text not null
);

create index run_parent on run (parent);
create index run_experiment on run (experiment);

create table parameter (
  run bigint not null references run (id),
  name text not null,
  value text not null,
  primary key (run, name)
)${clustered};

create index parameter_name on parameter (name, run);

create table metric (
  run bigint not null references run (id),
  name text not null,
  step bigint not null,
  value double precision,
  primary key (run, name, step)
)${clustered};

create index metric_value on metric (name, value, run, step);

create table tag (
  run bigint not null references run (id),
  name text not null,
  value text not null,
  primary key (run, name)
)${clustered};

create index tag_name on tag (name, run);

create table artefact (
  run bigint not null references run (id),
  name text not null,
  sha256 text not null,
  bytes bigint not null,
  primary key (run, name)
)${clustered};

create table cell (
  id ${identity},
  run bigint not null references run (id),
  trained text not null,
  tested text not null,
  corruption text not null,
  severity integer not null,
  split integer not null,
  unique (run, trained, tested, corruption, severity, split)
);

create table score (
  cell bigint not null references cell (id),
  metric text not null,
  value double precision,
  primary key (cell, metric)
)${clustered};

create table prediction (
  cell bigint not null references cell (id),
  sample text not null,
  truth text not null,
  predicted text not null,
  probability double precision,
  primary key (cell, sample)
)${clustered};

create table tolerance (
  run bigint not null references run (id),
  parameter text not null,
  metric text not null,
  unit text not null,
  low double precision,
  high double precision,
  level double precision,
  delta double precision,
  primary key (run, parameter, metric)
)${clustered};

create view runs as
select
  run.id as number, run.parent, experiment.name as experiment, run.name, run.command, run.state,
  run.started, run.ended, run.seconds, run.plan, run.code_commit, run.data, run.seeds, run.machine,
  run.version, run.versions
from run
join experiment on experiment.id = run.experiment;

create view params as
select run, name, value from parameter;

create view metrics as
select run, name, step, value from metric;

create view last_metrics as
select run, name, step, value from metric
where step = (
  select max(later.step) from metric later where later.run = metric.run and later.name = metric.name
);

create view tags as
select run, name, value from tag;

create view artefacts as
select run, name, sha256, bytes from artefact;

create view cells as
select
  cell.run, cell.trained, cell.tested, cell.corruption, cell.severity, cell.split, score.metric,
  score.value
from cell
join score on score.cell = cell.id;

create view predictions as
select
  cell.run, cell.trained, cell.tested, cell.corruption, cell.severity, cell.split,
  prediction.sample, prediction.truth, prediction.predicted, prediction.probability
from cell
join prediction on prediction.cell = cell.id;

create view tolerances as
select run, parameter, metric, unit, low, high, level, delta from tolerance;
