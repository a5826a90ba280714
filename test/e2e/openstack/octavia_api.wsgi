import sys

from octavia.api import app

application = app.setup_app(argv=sys.argv)
