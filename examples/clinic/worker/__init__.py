"""Nightly work of the clinic: voice reminders and insurance claims."""
