insert into cell (run, trained, tested, corruption, severity, split)
values (:run, :trained, :tested, :corruption, :severity, :split)
on conflict (run, trained, tested, corruption, severity, split)
do update set split = excluded.split
returning id
