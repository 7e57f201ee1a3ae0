update run set seen = :now where id in (<numbers>) and state = 'running'
