insert into run (
  parent, experiment, name, command, state, started, plan, code_commit, data, seeds,
  machine, version, versions, run_key, host, process, process_started, seen)
values (
  (select id from run where run_key = :parent),
  (select id from experiment where name = :experiment), :name, :command,
  :state, :started, :plan, :commit, :data, :seeds, :machine, :version, :versions,
  :key, :host, :process, :processStarted, :seen)
on conflict (run_key) do update set run_key = excluded.run_key
returning id
