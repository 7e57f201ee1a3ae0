select * from cells where run = :run
order by trained, tested, corruption, severity, split, metric
