"""False alarms: what is found in real files whose owners call them good."""
