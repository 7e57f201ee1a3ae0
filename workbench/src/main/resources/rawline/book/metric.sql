insert into metric (run, name, step, value) values (:run, :name, :step, :value)
on conflict (run, name, step) do update set value = excluded.value
