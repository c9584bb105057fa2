# A cross build starts its programs by add_test: it needs nothing of Catch2's module.
