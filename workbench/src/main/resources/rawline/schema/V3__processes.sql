-- The process that writes a run, and when it was last seen: a run whose process is gone is stopped.
-- The key of a run is drawn by its process, so that writing a run again does not make it twice.

alter table run add column run_key text;
alter table run add column host text;
alter table run add column process bigint;
alter table run add column process_started text;
alter table run add column seen text;

create unique index run_run_key on run (run_key);
create index run_state on run (state);

drop view runs;

create view runs as
select
  run.id as number, run.parent, experiment.name as experiment, run.name, run.command, run.state,
  run.started, run.ended, run.seconds, run.plan, run.code_commit, run.data, run.seeds, run.machine,
  run.version, run.versions, run.host, run.process, run.process_started, run.seen
from run
join experiment on experiment.id = run.experiment;
