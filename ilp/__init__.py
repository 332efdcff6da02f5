"""The wiring of the whole: settings, urls, the Celery app with its clock, and the stack that `./run` starts."""

from ilp.celery import app as celery_app

__all__ = ["celery_app"]
