"""Pure decisions of the allocation: workload, proposal, balance."""
