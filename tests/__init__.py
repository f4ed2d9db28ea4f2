"""The tests: the same folders as the rooms, one file per idea. What tests share stands in files without `test_`."""
