"""One module for each place the program runs in: dev, test, production; base is what they share."""
