insert into parameter (run, name, value) values (:run, :name, :value)
on conflict (run, name) do update set value = excluded.value
where parameter.value = excluded.value
