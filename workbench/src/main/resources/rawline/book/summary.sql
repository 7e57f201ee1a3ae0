select run.id as number, run.parent, experiment.name as experiment, run.name, run.command,
  run.state, run.started, run.seconds,
  (select count(*) from run part where part.parent = run.id) as parts
from run join experiment on experiment.id = run.experiment
where run.id in (<numbers>) order by run.id desc
