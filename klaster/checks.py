from __future__ import annotations
def check_data(app_configs=None, **kw): return []
