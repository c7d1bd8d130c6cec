"""Program to plan. The door is `make.make_plan`."""
