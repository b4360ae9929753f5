"""Customer managers 客户经理: the role held in time, grades, absences."""
