insert into run (
  parent, experiment, name, command, state, started, plan, code_commit, data, seeds,
  machine, version, versions)
values (
  :parent, (select id from experiment where name = :experiment), :name, :command,
  :state, :started, :plan, :commit, :data, :seeds, :machine, :version, :versions)
returning id
