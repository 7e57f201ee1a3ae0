select plan, code_commit as "commit", data, seeds, machine, versions
from runs where number = :run
