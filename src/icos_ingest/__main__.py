"""`python -m icos_ingest` is `icos-ingest`."""

import sys

from icos_ingest.cli import main

sys.exit(main())
