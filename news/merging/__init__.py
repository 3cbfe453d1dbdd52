"""Sources and topics that are the same: finding them, merging them, and what leads on from them."""
