select * from predictions where run = :run
order by trained, tested, corruption, severity, split, sample
