"""Plots of a brief: one file each, a function of the ground it may draw on."""
