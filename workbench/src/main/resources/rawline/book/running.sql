select id as number, host, process, process_started, seen from run
where state = 'running' and host is not null
