insert into artefact (run, name, sha256, bytes)
values (:run, :name, :sha256, :bytes)
on conflict (run, name) do update set sha256 = excluded.sha256
where artefact.sha256 = excluded.sha256
