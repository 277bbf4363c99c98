"""Who a candidate is: strong keys decide; a name alone never does."""
