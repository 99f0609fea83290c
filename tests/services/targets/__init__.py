"""Tests of services/targets."""
