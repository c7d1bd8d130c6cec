"""`python -m workbench.cli`: the same as `regelverk`."""

import sys

from workbench.cli import main

sys.exit(main())
