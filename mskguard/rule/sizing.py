"""What rules ask about capacity: a declared load, and whether brokers carry it."""

from mskguard.model.workload import Brokers, Measure, Workload, measures

__all__ = ["Brokers", "Measure", "Workload", "measures"]
