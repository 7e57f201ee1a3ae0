insert into tag (run, name, value) values (:run, :name, :value)
on conflict (run, name) do update set value = excluded.value
