"""Who a candidate is: strong keys first; by a name alone nobody is taken for somebody else."""
