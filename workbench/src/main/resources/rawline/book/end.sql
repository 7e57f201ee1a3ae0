update run set state = :state, ended = :ended, seconds = :seconds
where id = :run
