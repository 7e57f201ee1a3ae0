insert into score (cell, metric, value) values (:cell, :metric, :value)
on conflict (cell, metric) do update set value = excluded.value
