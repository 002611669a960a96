"""Settings of every test: a property must hold, however busy the machine is; the first example also loads data files."""

from hypothesis import settings

settings.register_profile("steady", deadline=None)
settings.load_profile("steady")
